// Makes a Python environment for the benchmarks' counterparts, once, below tools/bench/.venv (ignored by git).
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));

/**
 * @param name one environment per set of packages
 * @param packages pinned, as pip takes them
 * @returns path of its Python
 */
export function pythonWith(name, packages) {
  const folder = path.join(here, '.venv', name);
  const python = path.join(folder, 'bin', 'python');
  const stamp = path.join(folder, 'packages.txt');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === packages.join('\n')) return python;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.dirname(folder), { recursive: true });
  const run = (command, args) => {
    const { status } = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
    if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed; the comparison needs Python 3 with venv and a package index.`);
  };
  run('python3', ['-m', 'venv', folder]);
  run(python, ['-m', 'pip', 'install', '--quiet', ...packages]);
  writeFileSync(stamp, packages.join('\n'));
  return python;
}

/** PyTorch and torchvision; the wheels of the index bring CUDA libraries along, the benchmarks use the CPU only. */
export const torchPackages = ['torch==2.0.1', 'torchvision==0.15.2', 'numpy<1.25'];
