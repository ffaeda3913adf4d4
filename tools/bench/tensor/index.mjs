// Single ops here (wasm) and in PyTorch, one after the other in one run. Usage: node tools/bench/tensor/index.mjs
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { pythonWith, torchPackages } from '../venv.mjs';

const beside = (name) => fileURLToPath(new URL(name, import.meta.url));
spawnSync(process.execPath, [beside('ops.mjs')], { stdio: 'inherit' });
console.log('\nPyTorch 2.0.1 and torchvision 0.15.2, one thread, CPU ms');
spawnSync(pythonWith('torch', torchPackages), [beside('counterparts.py')], { stdio: 'inherit', env: { ...process.env, OMP_NUM_THREADS: '1' } });
