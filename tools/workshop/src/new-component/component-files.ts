import type { FamilyPlace } from './family-place.js';
import type { PartNames } from './names.js';
import type { SharedOptions } from './part-start.js';

/** Text of `*.schema.ts`. */
export function schemaFile({ className, camelName, type }: PartNames, shared?: SharedOptions): string {
  const imports = shared === undefined ? '' : `\nimport { ${shared.schema} } from '${shared.module}';\n`;
  const spread = shared === undefined ? '' : `\n    ...${shared.schema},`;
  return `import type { FromSchema } from 'json-schema-to-ts';
${imports}
/** Options of ${className}. */
export const ${camelName}Schema = {
  title: '${className}',
  description: 'What ${type} is, in one sentence.',
  type: 'object',
  properties: {
    type: { const: '${type}' },
    factor: {
      type: 'number',
      exclusiveMinimum: 0,
      default: 1,
      description: 'Multiplies the result (where its default comes from).',
    },${spread}
  },
  required: ['type'],
  additionalProperties: false,
} as const;

/** Config of ${className}, defaults filled in. */
export type ${className}Config = FromSchema<typeof ${camelName}Schema>;
`;
}

/** Text of `*.component.ts`. */
export function componentFile({ className, camelName, type, file }: PartNames, { family, entry, words, start }: FamilyPlace): string {
  const options = `{ ${['factor', ...(start.shared?.names ?? [])].join(', ')} }`;
  const imports =
    entry === '@ecm/core'
      ? `import { defineComponent, ${family} } from '@ecm/core';`
      : `import { defineComponent } from '@ecm/core';\nimport { ${family} } from '${entry}';`;
  return `${imports}

import { ${className} } from './${file}.js';
import type { ${className}Config } from './${file}.schema.js';
import { ${camelName}Schema } from './${file}.schema.js';

/** The ${words} \`${type}\`. */
export const ${camelName}Component = defineComponent<${className}Config>()({
  family: ${family},
  type: '${type}',
  schema: ${camelName}Schema,
  services: {},
  create: (${options}) => new ${className}(${options}),
});
`;
}
