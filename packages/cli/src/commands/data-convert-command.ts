import { Command } from '@commander-js/extra-typings';

/** `ecm data convert`: brings annotations into another form. */
export function dataConvertCommand() {
  return new Command('convert');
}
