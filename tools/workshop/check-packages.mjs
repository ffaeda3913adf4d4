// Packs every published package and looks at what a user would install: publint, "are the types wrong" (ESM only), the files inside,
// and whether @ecm/losses works when it is installed alone.
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

import { root } from './ensure.mjs';
import { checkInstall } from './published/check-install.mjs';

const manifestOf = (home) => JSON.parse(readFileSync(path.join(root, home, 'package.json'), 'utf8'));
const homes = [...readdirSync(path.join(root, 'packages')).map((name) => `packages/${name}`), 'configs'].filter(
  (home) => manifestOf(home).private !== true,
);

/** Packs all packages at once. @returns what npm says of each tarball */
function pack(folder) {
  const wanted = homes.map((home) => `--workspace=${home}`);
  const packed = spawnSync('npm', ['pack', '--json', '--silent', `--pack-destination=${folder}`, ...wanted], {
    cwd: root,
    encoding: 'utf8',
  });
  if (packed.status !== 0) throw new Error(`npm pack failed:\n${packed.stdout}${packed.stderr}`);
  return JSON.parse(packed.stdout);
}

/** What a package must and must not carry. */
function fileProblems({ files }, hasCode) {
  const names = files.map((file) => file.path);
  const strays = names.filter((name) => /\.test\.|\.tsbuildinfo$|(?:^|\/)testing\//u.test(name));
  const missing = ['README.md', ...(hasCode ? ['dist/index.js', 'dist/index.d.ts'] : [])].filter((name) => !names.includes(name));
  return [...strays.map((name) => `carries ${name}, which only our tests need`), ...missing.map((name) => `lacks ${name}`)];
}

async function publintProblems(bytes) {
  const { messages, pkg } = await publint({ pack: { tarball: bytes.buffer }, strict: true });
  return messages.filter(({ type }) => type !== 'suggestion').map((message) => `publint: ${formatMessage(message, pkg, { color: false })}`);
}

/** Problems that users of ES modules meet; `require` and resolution without `exports` are not supported. */
async function typeProblems(bytes) {
  const { types, problems = [] } = await checkPackage(createPackageFromTarballData(bytes));
  if (types === false) return ['has no types'];
  const ignored = new Set(['node10', 'node16-cjs']);
  return problems
    .filter(({ resolutionKind, resolutionOption }) => !ignored.has(resolutionKind) && resolutionOption !== 'node10')
    .map(({ kind, entrypoint = '', typesFileName = '', fileName = '' }) => `types: ${kind} ${entrypoint}${typesFileName}${fileName}`);
}

const folder = mkdtempSync(path.join(tmpdir(), 'ecm-pack-'));
const complaints = [];
const alone = ['@ecm/core', '@ecm/tensor', '@ecm/losses'];
try {
  const packed = pack(folder);
  for (const tarball of packed) {
    const bytes = new Uint8Array(readFileSync(path.join(folder, tarball.filename)));
    const hasCode = tarball.name !== '@ecm/configs';
    const found = [...fileProblems(tarball, hasCode), ...(await publintProblems(bytes)), ...(hasCode ? await typeProblems(bytes) : [])];
    complaints.push(...found.map((problem) => `${tarball.name}: ${problem}`));
  }
  const needed = packed.filter(({ name }) => alone.includes(name)).map(({ filename }) => path.join(folder, filename));
  complaints.push(...(await checkInstall(needed, folder)));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const complaint of complaints) console.error(complaint);
console.log(`${homes.length} packages checked, ${complaints.length} complaints`);
process.exit(complaints.length === 0 ? 0 : 1);
