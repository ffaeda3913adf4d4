// `npm run generate`: rewrites what is made from the components: the editors' schema, docs/components.md and docs/losses.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { ensureBuilt, ensureInstalled, root } from './ensure.mjs';

ensureInstalled();
ensureBuilt('packages/runtime/tsconfig.build.json', 'tools/workshop/tsconfig.build.json');
const { allComponents, experimentSchemaDocument } = await import('../../packages/runtime/dist/index.js');
const { generatedFiles } = await import('./dist/generated/generated-files.js');
const { useBackend } = await import('../../packages/tensor/dist/index.js');
await useBackend('cpu');
const read = (file) => (existsSync(path.join(root, file)) ? readFileSync(path.join(root, file), 'utf8') : undefined);
for (const [file, text] of generatedFiles({ components: allComponents, experimentSchema: experimentSchemaDocument(), read })) {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
  console.log(`wrote ${file}`);
}
