import { readFileSync } from 'node:fs';

import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';

import { plainHelp } from './terminal/plain-help.js';
import { requireRoom } from './terminal/require-room.js';

/** Makes each command; what a command needs is loaded only when it is asked for. */
const commands: Readonly<Record<string, () => Promise<CommandUnknownOpts>>> = {
  train: async () => (await import('./commands/train-command.js')).trainCommand(),
  test: async () => (await import('./commands/test-command.js')).testCommand(),
  eval: async () => (await import('./commands/eval-command.js')).evalCommand(),
  infer: async () => (await import('./commands/infer-command.js')).inferCommand(),
  config: async () => (await import('./commands/config-command.js')).configCommand(),
  data: async () => (await import('./commands/data-command.js')).dataCommand(),
  analyze: async () => (await import('./commands/analyze-command.js')).analyzeCommand(),
  demo: async () => (await import('./commands/demo-command.js')).demoCommand(),
  report: async () => (await import('./commands/report-command.js')).reportCommand(),
  env: async () => (await import('./commands/env-command.js')).envCommand(),
};

const version = (): string =>
  (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version;

/**
 * The `ecm` command.
 *
 * @param wanted name of the only command that will be used; all commands if it is not one
 */
export async function createProgram(wanted?: string): Promise<Command> {
  const program = new Command('ecm')
    .description('Long-tail detection: train, test and evaluate detectors from JSON configs')
    .version(version(), '-V, --version', 'print the version')
    .showHelpAfterError('(add --help for the options)')
    .addHelpText(
      'after',
      '\nExample:\n  ecm train configs/mini/w2-ecm.json\n\nExit codes: 0 good, 1 failed, 2 wrong usage or config, 130 stopped.',
    );
  const chosen = Object.entries(commands).filter(([name]) => name === wanted);
  for (const [, make] of chosen.length === 0 ? Object.entries(commands) : chosen) program.addCommand(await make());
  plainHelp(program);
  program.hook('preAction', (_program, command) => {
    const out: unknown = command.getOptionValue('out');
    if (typeof out === 'string' && command.getOptionValueSource('out') === 'cli') requireRoom(out);
  });
  return program;
}
