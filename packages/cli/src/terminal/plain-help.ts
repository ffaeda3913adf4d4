import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Help } from '@commander-js/extra-typings';

const saysNothing = (value: unknown): boolean =>
  value === false || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);

/** Keeps defaults that say nothing out of the help of a command and its parts: `false` of a switch, an empty record or list. */
export function plainHelp(command: CommandUnknownOpts): void {
  command.configureHelp({
    optionDescription: (option) => {
      const silent = Object.create(option, { defaultValue: { value: undefined } }) as typeof option;
      return Help.prototype.optionDescription(saysNothing(option.defaultValue) ? silent : option);
    },
  });
  for (const part of command.commands) plainHelp(part);
}
