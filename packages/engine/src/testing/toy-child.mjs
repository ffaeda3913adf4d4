// Runs the toy training in a process of its own, so that tests can kill it: node toy-child.mjs '{"folder": …}'.
// Prints "step N" after each step; ends after the step that is being made when it receives SIGINT.
import { fileURLToPath } from 'node:url';

import { runnerImport } from 'vite';

const { module } = await runnerImport(fileURLToPath(new URL('toy-training.ts', import.meta.url)), {
  configFile: false,
  logLevel: 'error',
  resolve: { conditions: ['@ecm/source'] },
  ssr: { resolve: { conditions: ['@ecm/source'], noExternal: [/^@ecm\//] } },
});
const interrupt = new AbortController();
process.on('SIGINT', () => interrupt.abort());
const outcome = await module.toyTraining({
  ...JSON.parse(process.argv[2]),
  signal: interrupt.signal,
  observers: [{ afterStep: ({ step }) => process.stdout.write(`step ${step}\n`) }],
});
process.stdout.write(`${outcome.end} ${outcome.step}\n`);
