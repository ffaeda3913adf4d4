// `npm run parity -- --goldens DIR [--backend wasm|cpu] [--only NAME]`: compares the toolbox with golden files.
import { ensureBuilt, ensureInstalled, run } from './ensure.mjs';

ensureInstalled();
ensureBuilt('tools/parity/tsconfig.build.json');
run('node', ['tools/parity/dist/bin.js', ...process.argv.slice(2)]);
