// `npm run demo [-- --quick]`: installs and compiles what is missing, then runs the main job.
import { ensureBuilt, ensureInstalled, run } from './ensure.mjs';

ensureInstalled();
ensureBuilt('packages/cli/tsconfig.build.json');
run('node', ['packages/cli/dist/bin.js', 'demo', ...process.argv.slice(2)]);
