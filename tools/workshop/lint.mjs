// `npm run lint`: eslint needs nx's project graph for the layer rule, so the graph comes first.
import { program, run } from './ensure.mjs';

const env = { ...process.env, NX_DAEMON: 'false' };
run(program('nx'), ['show', 'projects'], { env, stdio: 'ignore' });
run(program('eslint'), ['--max-warnings=0', ...(process.argv.length > 2 ? process.argv.slice(2) : ['packages', 'tools'])], { env });
