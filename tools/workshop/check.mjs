// `npm run check`: everything that continuous integration checks. Steps that saw the same sources before come from nx's cache.
import { ensureBuilt, ensureInstalled, program, run } from './ensure.mjs';

ensureInstalled();
ensureBuilt();
const env = { ...process.env, NX_DAEMON: 'false', NX_NO_CLOUD: 'true' };
run(
  program('nx'),
  ['run-many', '--projects=@ecm/root', '--targets=lint,format-check,unused,publish', '--parallel=2', '--outputStyle=static'],
  { env },
);
run('node', ['tools/workshop/test.mjs'], { env });
