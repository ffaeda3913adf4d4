// Finds a Chromium for tests and reports: CHROMIUM_PATH, then PATH; where there is none and this is root on Debian, installs the package.
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const places = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'];

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @returns path of the browser, or undefined */
export function findChromium(env = process.env) {
  if (env.CHROMIUM_PATH) return isProgram(env.CHROMIUM_PATH) ? env.CHROMIUM_PATH : undefined;
  const folders = (env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return [...names.flatMap((name) => folders.map((folder) => path.join(folder, name))), ...places].find(isProgram);
}

const debianInstaller = 'apt-get';

function installChromium() {
  if (process.getuid?.() !== 0 || spawnSync(debianInstaller, ['--version'], { stdio: 'ignore' }).status !== 0) return;
  console.log('Installing chromium …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const aptGet = (...args) => spawnSync(debianInstaller, ['-qq', ...args], { env, encoding: 'utf8' });
  const install = ['install', '--yes', '--no-install-recommends', 'chromium'];
  let result = aptGet(...install);
  if (result.status !== 0 && aptGet('update').status === 0) result = aptGet(...install);
  if (result.status !== 0) console.error(`apt-get could not install chromium: ${result.stderr.trim()}`);
}

/**
 * Path of a Chromium, installed first if need be and possible.
 *
 * @returns undefined where there is none; `missingChromium` says what to do then
 */
export function ensureChromium() {
  const found = findChromium();
  if (found !== undefined || process.env.CHROMIUM_PATH) return found;
  installChromium();
  return findChromium();
}

export const missingChromium = () =>
  process.env.CHROMIUM_PATH
    ? `CHROMIUM_PATH names ${process.env.CHROMIUM_PATH}, which is not a program: correct it, or unset it to search PATH.`
    : 'No Chromium on PATH, and no right to install Debian’s: install Chromium or Chrome, or name one in CHROMIUM_PATH.';

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const found = ensureChromium();
  if (found === undefined) console.error(missingChromium());
  else console.log(found);
  process.exit(found === undefined ? 1 : 0);
}
