// `npm run check`: everything that continuous integration checks. Steps that saw the same sources before come from nx's cache. Ends with
// one line `N passed, N failed`; lint, format, unused code and packages that are not in order count as one failure, and the tests run all
// the same.
import { spawnSync } from 'node:child_process';

import { program, root } from './ensure.mjs';
import { conclude, prepare, runTests } from './run-tests.mjs';

prepare();
const { status } = spawnSync(
  program('nx'),
  ['run-many', '--projects=@ecm/root', '--targets=lint,format-check,unused,publish', '--parallel=2', '--outputStyle=static'],
  { cwd: root, stdio: 'inherit', env: { ...process.env, NX_DAEMON: 'false', NX_NO_CLOUD: 'true' } },
);
const { passed, failed } = runTests();
if (status !== 0) console.error('Lint, format, unused code or packages are not in order: see "Failed tasks" above.');
conclude({ passed, failed: failed + (status === 0 ? 0 : 1) });
