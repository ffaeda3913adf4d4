// `npm run generate`: rewrites what is made from the components: the editors' schema and docs/components.md.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { ensureBuilt, ensureInstalled, root } from './ensure.mjs';

ensureInstalled();
ensureBuilt('packages/runtime/tsconfig.build.json', 'tools/workshop/tsconfig.build.json');
const { allComponents, experimentSchemaDocument } = await import('../../packages/runtime/dist/index.js');
const { generatedFiles } = await import('./dist/generated/generated-files.js');
for (const [file, text] of generatedFiles({ components: allComponents, experimentSchema: experimentSchemaDocument() })) {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
  console.log(`wrote ${file}`);
}
