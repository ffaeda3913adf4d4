import type { AnyComponent } from '@ecm/core';

import type { Option } from './option.js';
import { cell, descriptionOf, kindOf, optionsOf } from './option.js';

function optionRow(name: string, option: Option): string {
  const preset = option.default === undefined ? '' : `\`${JSON.stringify(option.default)}\``;
  return `| \`${name}\` | ${cell(kindOf(option))} | ${cell(preset)} | ${cell(option.description ?? '')} |`;
}

function section(component: AnyComponent): string {
  const { family, type, schema } = component;
  const options = Object.entries(optionsOf(schema)).filter(([name]) => name !== 'type');
  const table =
    options.length === 0
      ? ['No options.']
      : ['| option | kind | default | meaning |', '| --- | --- | --- | --- |', ...options.map(([name, option]) => optionRow(name, option))];
  return `### ${family.name} \`${type}\`\n\n${descriptionOf(component.schema)}\n\n${table.join('\n')}\n`;
}

/** Start of a component's row in the list of all components. */
export const rowStart = (family: string, type: string): string => `| ${family} | \`${type}\` |`;

/** The page that lists every component with its options, made from the schemas. */
export function componentsPage(components: readonly AnyComponent[]): string {
  const sortKey = ({ family, type }: AnyComponent): string => `${family.name} ${type}`;
  const sorted = [...components].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
  return [
    '# Components',
    '',
    'Made from the schemas by `npm run generate`; do not edit.',
    '',
    '| family | type | what it is |',
    '| --- | --- | --- |',
    ...sorted.map((component) => `${rowStart(component.family.name, component.type)} ${cell(descriptionOf(component.schema))} |`),
    '',
    '## Options',
    '',
    ...sorted.map(section),
  ].join('\n');
}
