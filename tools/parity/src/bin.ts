import { parseArgs } from 'node:util';

import { useBackend } from '@ecm/tensor';

import { allHandlers } from './all-handlers.js';
import { runParity } from './run-parity.js';

const usage = 'Usage: npm run parity -- --goldens DIR [--backend wasm|cpu] [--only NAME]';

function wrongUsage(message: string): never {
  console.error(`${message}\n${usage}`);
  process.exit(2);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { goldens: { type: 'string' }, backend: { type: 'string', default: 'wasm' }, only: { type: 'string' } },
  });
  const { goldens, backend, only } = values;
  if (goldens === undefined) wrongUsage('--goldens is missing.');
  if (backend !== 'wasm' && backend !== 'cpu') wrongUsage(`Unknown backend "${backend}".`);
  await useBackend(backend);
  const options = { goldens, backend, print: console.log, ...(only === undefined ? {} : { only }) } as const;
  const { passed, failed, unknownFiles } = await runParity(allHandlers, options);
  if (unknownFiles > 0)
    console.log(`Not compared: ${unknownFiles} ${unknownFiles === 1 ? 'file' : 'files'} without cases of a known form.`);
  if (passed + failed === 0) console.log('No case ran: check --goldens and --only.');
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}

await main().catch((error: unknown) => {
  wrongUsage(error instanceof Error ? error.message : String(error));
});
