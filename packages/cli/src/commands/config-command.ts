import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { Command } from '@commander-js/extra-typings';
import { allComponents, experimentSchemaDocument, loadExperiment } from '@ecm/runtime';

import { output } from '../terminal/output.js';
import { table } from '../terminal/table.js';
import { collectOverride, pluginOption } from './shared-options.js';

/** `ecm config`: shows, checks and lists what configs can say. */
export function configCommand(): Command {
  const command = new Command('config').description('show, check and list configs');
  command.addCommand(showCommand()).addCommand(validateCommand()).addCommand(schemaCommand()).addCommand(listCommand());
  return command;
}

function showCommand() {
  return new Command('show')
    .description('print the resolved config with every default filled in')
    .argument('<file>', 'config file')
    .option('--set <pointer=value>', 'override a value, e.g. --set /schedule/steps=200', collectOverride, {})
    .addOption(pluginOption())
    .addHelpText('after', '\nExample:\n  ecm config show configs/mini/w2-ecm.json --set /schedule/steps=200')
    .action(async (file, options) => {
      const { config } = await loadExperiment(file, options.set, options.plugin);
      output(config, true, String);
    });
}

function validateCommand() {
  return new Command('validate')
    .description('check configs and say what is wrong')
    .argument('<files...>', 'config files')
    .option('--set <pointer=value>', 'override a value', collectOverride, {})
    .addOption(pluginOption())
    .option('--json', 'print JSON', false)
    .addHelpText('after', '\nExample:\n  ecm config validate configs/mini/*.json')
    .action(async (files, options) => {
      for (const file of files) await loadExperiment(file, options.set, options.plugin);
      output({ valid: files }, options.json, () => files.map((file) => `${file} is valid`).join('\n'));
    });
}

function schemaCommand() {
  return new Command('schema')
    .description('print the JSON schema of configs for editors, or write it')
    .option('--out <file>', 'write it to this file')
    .addHelpText('after', '\nExample:\n  ecm config schema --out configs/schema/experiment.schema.json')
    .action(async (options) => {
      const text = `${JSON.stringify(experimentSchemaDocument(), null, 2)}\n`;
      if (options.out === undefined) process.stdout.write(text);
      else {
        await mkdir(path.dirname(options.out), { recursive: true });
        await writeFile(options.out, text);
      }
    });
}

function listCommand() {
  return new Command('list')
    .description('list the components that configs can name')
    .option('--json', 'print JSON', false)
    .addHelpText('after', '\nExample:\n  ecm config list')
    .action((options) => {
      const rows = allComponents.map(({ family, type, schema }) => ({
        family: family.name,
        type,
        description: typeof schema['description'] === 'string' ? schema['description'] : '',
      }));
      rows.sort((a, b) => (a.family === b.family ? (a.type < b.type ? -1 : 1) : a.family < b.family ? -1 : 1));
      output(rows, options.json, () =>
        table(
          ['family', 'type', 'what it is'],
          rows.map((row) => [row.family, row.type, row.description]),
        ),
      );
    });
}
