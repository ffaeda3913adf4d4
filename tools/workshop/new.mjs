// `npm run new -- <family> <name>`: writes a component: sources, schema, test, registration, export, docs row, changeset.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { root, run } from './ensure.mjs';
import { families } from './new-families.mjs';

const [familyName, name] = process.argv.slice(2);
const known = Object.keys(families).sort().join(', ');
const refuse = (message) => {
  console.error(`${message}\nUsage: npm run new -- <family> <name>, e.g. npm run new -- loss my-loss\nFamilies: ${known}`);
  process.exit(2);
};

const family = families[familyName];
if (family === undefined) refuse(familyName === undefined ? 'Which family?' : `There is no family "${familyName}".`);
if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/u.test(name ?? '')) refuse(`"${name ?? ''}" is no name: use kebab-case, e.g. my-loss.`);

// The family's word is not repeated: `loss my-loss` is the type "my" and the class MyLoss.
const type = name.endsWith(`-${family.word}`) ? name.slice(0, -family.word.length - 1) : name;
const pascal = (text) => text.replaceAll(/(?:^|-)([a-z0-9])/gu, (_, letter) => letter.toUpperCase());
const className = pascal(`${type}-${family.word}`);
const camelName = className[0].toLowerCase() + className.slice(1);
const names = { type, className, camelName, file: `${type}-${family.word}`, ...family };

const packageFolder = path.join(root, 'packages', family.package);
const folder = path.join(packageFolder, 'src', type);
if (existsSync(folder)) refuse(`packages/${family.package}/src/${type} exists already.`);

const schema = ({ className, camelName, type }) => `import type { FromSchema } from 'json-schema-to-ts';

/** Options of ${className}. */
export const ${camelName}Schema = {
  title: '${className}',
  description: 'What ${type} is, in one sentence.',
  type: 'object',
  properties: {
    type: { const: '${type}' },
    factor: { type: 'number', exclusiveMinimum: 0, default: 1, description: 'Multiplies the result; where its default comes from.' },
  },
  required: ['type', 'factor'],
  additionalProperties: false,
} as const;

/** Config of ${className}, defaults filled in. */
export type ${className}Config = FromSchema<typeof ${camelName}Schema>;
`;

const component = ({ className, camelName, type, file, family: familyConst, familyEntry }) => `import { defineComponent } from '@ecm/core';
${familyEntry === '@ecm/core' ? `import { ${familyConst} } from '@ecm/core';` : `import { ${familyConst} } from '${familyEntry}';`}

import { ${className} } from './${file}.js';
import { type ${className}Config, ${camelName}Schema } from './${file}.schema.js';

/** Component \`${type}\`. */
export const ${camelName}Component = defineComponent<${className}Config>()({
  family: ${familyConst},
  type: '${type}',
  schema: { ...${camelName}Schema, required: ['type'] },
  services: {},
  create: ({ factor }) => new ${className}({ factor }),
});
`;

const write = (file, text) => {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  console.log(`wrote ${path.relative(root, file)}`);
};

const addLine = (file, edit) => {
  writeFileSync(file, edit(readFileSync(file, 'utf8')));
  console.log(`edited ${path.relative(root, file)}`);
};

write(path.join(folder, `${names.file}.ts`), family.source(names));
write(path.join(folder, `${names.file}.schema.ts`), schema(names));
write(path.join(folder, `${names.file}.component.ts`), component(names));
write(path.join(folder, `${names.file}.test.ts`), family.test(names));

const specifier = `./${type}/${names.file}`;
addLine(path.join(packageFolder, 'src/components.ts'), (text) =>
  text
    .replace(/^(import )/mu, `import { ${camelName}Component } from '${specifier}.component.js';\n$1`)
    .replace(/(Components[^=]*= \[)/u, `$1${camelName}Component, `),
);
addLine(
  path.join(packageFolder, 'src/index.ts'),
  (text) => `${text.trimEnd()}\nexport { ${className} } from '${specifier}.js';\nexport { ${camelName}Component } from '${specifier}.component.js';\n`,
);
write(
  path.join(root, '.changeset', `new-${family.package}-${type}.md`),
  `---\n'@ecm/${family.package}': minor\n---\n\nAdds the ${family.words} \`${type}\`.\n`,
);
run('npx', ['prettier', '--write', '--log-level=warn', `packages/${family.package}/src`]);
run('node', ['tools/workshop/generate.mjs']);
run('npx', ['vitest', 'run', '--project', 'workshop', '--update', 'public-names'], { stdio: 'ignore' });
console.log(`\nNext: write the maths in packages/${family.package}/src/${type}/${names.file}.ts, then npx vitest --project ${family.package} ${type}`);
