// `npm test`: installs and compiles what is missing, runs every test, ends with one line `N passed, N failed`. Tests in a browser find it
// in CHROMIUM_PATH; without one they fail in continuous integration and are skipped elsewhere.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { ensureChromium, missingChromium } from './ensure-chromium.mjs';
import { ensureBuilt, ensureInstalled, program, root } from './ensure.mjs';

ensureInstalled();
ensureBuilt();
const browser = ensureChromium();
if (browser === undefined) console.log(missingChromium());

const folder = mkdtempSync(path.join(tmpdir(), 'ecm-test-'));
const report = path.join(folder, 'report.json');
const result = spawnSync(
  program('vitest'),
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit', env: { ...process.env, CHROMIUM_PATH: browser ?? '' } },
);
const summary = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined;
rmSync(folder, { recursive: true, force: true });

const passed = summary?.numPassedTests ?? 0;
const failed = summary?.numFailedTests ?? 0;
const skipped = (summary?.numPendingTests ?? 0) + (summary?.numTodoTests ?? 0);
if (skipped > 0) console.log(`${skipped} skipped: their titles say what they need`);
if (passed === 0) console.error('No test ran: that counts as a failure.');
console.log(`${passed} passed, ${failed} failed`);
process.exit(result.status === 0 && failed === 0 && passed > 0 ? 0 : 1);
