import { Command } from '@commander-js/extra-typings';
import { describeEnvironment } from '@ecm/engine';
import { toolboxVersion } from '@ecm/runtime';
import { useBackend } from '@ecm/tensor';

import { output } from '../terminal/output.js';
import { table } from '../terminal/table.js';

/** `ecm env`: what this machine offers. */
export function envCommand() {
  return new Command('env')
    .description('show versions, the machine and the tensor backends that work on it')
    .option('--json', 'print JSON', false)
    .addHelpText('after', '\nExample:\n  ecm env')
    .action(async (options) => {
      const backends: Record<string, string> = {};
      for (const name of ['cpu', 'wasm', 'auto']) backends[name] = await tried(name);
      const environment = describeEnvironment({ now: new Date(), versions: { ecm: toolboxVersion() }, backend: backends['auto'] ?? '' });
      output({ ...environment, backends }, options.json, ({ versions, machine }) =>
        table(
          ['', ''],
          [
            ...Object.entries(versions),
            ['system', machine.system],
            ['processor', `${machine.processors} x ${machine.processor}`],
            ['memory', `${(machine.memoryBytes / 2 ** 30).toFixed(1)} GiB`],
            ...Object.entries(backends).map(([name, state]): [string, string] => [`backend ${name}`, state]),
          ],
        ),
      );
    });
}

async function tried(name: string): Promise<string> {
  try {
    const { name: used } = await useBackend(name);
    return used === name ? 'works' : `takes ${used}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
