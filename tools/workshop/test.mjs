// `npm test`: installs and compiles what is missing, runs every test, ends with one line `N passed, N failed`.
import { conclude, prepare, runTests } from './run-tests.mjs';

prepare();
conclude(runTests(process.argv.slice(2)));
