// Runs every test with vitest. Tests in a browser find it in CHROMIUM_PATH; without one they fail in continuous integration and are
// skipped elsewhere.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { ensureChromium, missingChromium } from './ensure-chromium.mjs';
import { ensureBuilt, ensureInstalled, program, root } from './ensure.mjs';

/** Installs and compiles what is missing; where that fails, nothing can be tested, and the closing line says so. */
export function prepare() {
  const unfinished = () => console.log('0 passed, 1 failed');
  process.on('exit', unfinished);
  ensureInstalled();
  ensureBuilt();
  process.off('exit', unfinished);
}

/**
 * @param args further arguments of vitest
 * @returns numbers of tests; that nothing ran, or that vitest itself failed, counts as one failure
 */
export function runTests(args = []) {
  const browser = ensureChromium();
  if (browser === undefined) console.log(missingChromium());
  const folder = mkdtempSync(path.join(tmpdir(), 'ecm-test-'));
  const report = path.join(folder, 'report.json');
  const { status } = spawnSync(
    program('vitest'),
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...args],
    { cwd: root, stdio: 'inherit', env: { ...process.env, CHROMIUM_PATH: browser ?? '' } },
  );
  const summary = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {};
  rmSync(folder, { recursive: true, force: true });

  const { numPassedTests: passed = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 } = summary;
  if (numPendingTests + numTodoTests > 0) console.log(`${numPendingTests + numTodoTests} skipped: their titles say what they need`);
  if (passed === 0) console.error('No test ran: that counts as a failure.');
  return { passed, failed: Math.max(numFailedTests, status === 0 && passed > 0 ? 0 : 1) };
}

/** Prints the closing line, and ends this process with 1 if something failed. */
export function conclude({ passed, failed }) {
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
}
