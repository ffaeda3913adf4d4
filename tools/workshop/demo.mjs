// `npm run demo [-- --quick]`: installs and compiles what is missing, then runs the main job.
import { ensureBuilt, ensureInstalled, runInterruptible } from './ensure.mjs';

ensureInstalled();
ensureBuilt('packages/cli/tsconfig.build.json');
runInterruptible('node', ['packages/cli/dist/bin.js', 'demo', ...process.argv.slice(2)]);
