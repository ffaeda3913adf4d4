// Mutates the sources of the losses one place at a time - a sign, an epsilon, a factor, a comparison - and says which changes no test
// notices: `node tools/workshop/mutate.mjs [--sample 60] [--seed 1] [--only TEXT] [--list]`. It works in a copy of the repository.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { program, root } from './ensure.mjs';
import { mutantsOf, sampleOf } from './mutation/mutants.mjs';
import { workCopy } from './mutation/work-copy.mjs';

const { values: options } = parseArgs({
  options: {
    sample: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    list: { type: 'boolean', default: false },
  },
});

const home = 'packages/losses/src';
/** Schemas and lists of names are guarded by tests of their own (generated pages, public names). */
const files = readdirSync(path.join(root, home), { recursive: true, encoding: 'utf8' })
  .map((name) => `${home}/${name.replaceAll(path.sep, '/')}`)
  .filter((name) => name.endsWith('.ts') && !/\.(?:test|schema|component)\.ts$|\/(?:index|components|loss-config)\.ts$/u.test(name))
  .filter((name) => name.includes(options.only))
  .sort();
const all = files.flatMap((file) => mutantsOf(file, readFileSync(path.join(root, file), 'utf8')));
const sample = sampleOf(all, Number(options.sample), Number(options.seed));
const describe = ({ file, line, before, after, code }) => `${file.slice(home.length + 1)}:${line}  ${before} → ${after}   ${code}`;

if (options.list) {
  for (const mutant of all) console.log(describe(mutant));
  process.exit(0);
}

const copy = workCopy(root);

/** Runs tests in the copy. @returns whether one failed, or none ended in two minutes */
function noticed(...args) {
  const result = spawnSync(program('vitest'), [...args, '--no-isolate', '--max-workers=1', '--bail=1', '--reporter=json'], {
    cwd: copy,
    timeout: 240_000,
    killSignal: 'SIGKILL',
    env: { ...process.env, CI: '1' },
    stdio: 'ignore',
  });
  return result.status !== 0;
}

/** Tests from quick to slow, as long as none notices: those of the file, those of all losses, the goldens. */
const isNoticed = (file) =>
  noticed('related', '--run', '--project=losses', '--exclude=**/{bundle,readme,components}.test.ts', '--passWithNoTests', file) ||
  noticed('run', '--project=losses', 'components.test.ts') ||
  noticed('run', '--project=parity', 'src/losses');

try {
  if (isNoticed(files[0])) throw new Error('Tests fail before any change: run npm test first.');
  const survivors = [];
  for (const [index, mutant] of sample.entries()) {
    const target = path.join(copy, mutant.file);
    const before = readFileSync(target, 'utf8');
    writeFileSync(target, mutant.text);
    const killed = isNoticed(mutant.file);
    writeFileSync(target, before);
    if (!killed) survivors.push(mutant);
    console.log(`${index + 1}/${sample.length} ${killed ? 'killed  ' : 'SURVIVED'} ${describe(mutant)}`);
  }
  console.log(`${all.length} places, ${sample.length} changed: ${sample.length - survivors.length} noticed, ${survivors.length} not`);
  process.exitCode = survivors.length === 0 ? 0 : 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}
