// `npm run generate`: rewrites what is made from the components: the editors' schema and docs/components.md.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { ensureBuilt, ensureInstalled, root } from './ensure.mjs';

ensureInstalled();
ensureBuilt();
const { allComponents, experimentSchemaDocument } = await import('../../packages/runtime/dist/index.js');
const { componentsPage } = await import('./components-page.mjs');
const write = (file, text) => {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
  console.log(`wrote ${file}`);
};
write('configs/schema/experiment.schema.json', `${JSON.stringify(experimentSchemaDocument(), null, 2)}\n`);
write('docs/components.md', componentsPage(allComponents));
