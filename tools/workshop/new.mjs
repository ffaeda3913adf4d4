// `npm run new -- <family> <name>`: writes a component: sources, schema, test, registration, export, docs row, changeset.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { ensureBuilt, ensureInstalled, program, root, run } from './ensure.mjs';

ensureInstalled();
ensureBuilt('tools/workshop/tsconfig.build.json');
const { newComponent, UsageError } = await import('./dist/new-component/new-component.js');

const inRoot = (file) => path.join(root, file);
const read = (file) => (existsSync(inRoot(file)) ? readFileSync(inRoot(file), 'utf8') : undefined);
let made;
try {
  made = newComponent(process.argv[2], process.argv[3], read);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exit(2);
}
for (const [file, text] of made.files) {
  console.log(`${existsSync(inRoot(file)) ? 'edited' : 'wrote'} ${file}`);
  mkdirSync(path.dirname(inRoot(file)), { recursive: true });
  writeFileSync(inRoot(file), text);
}
run(program('prettier'), ['--write', '--log-level=warn', ...made.files.keys()]);
run('node', ['tools/workshop/generate.mjs']);
run(program('vitest'), ['run', '--project', 'workshop', 'public-names', '--update'], { stdio: 'ignore' });
console.log(`\nNext: write the maths in ${made.source}, then npx vitest --project ${made.package} ${path.basename(made.source, '.ts')}`);
