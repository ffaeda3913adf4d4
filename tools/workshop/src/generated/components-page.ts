import type { AnyComponent } from '@ecm/core';

/** What a schema says about one option. */
interface Option {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly description?: string;
  readonly 'x-slot'?: string;
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function kindOf(option: Option): string {
  if (option['x-slot'] !== undefined) return `slot: ${option['x-slot']}`;
  if (option.enum !== undefined) return option.enum.map(String).join(', ');
  if (option.const !== undefined) return JSON.stringify(option.const);
  return [option.type ?? ''].flat().join(' or ');
}

function optionRow(name: string, option: Option): string {
  const preset = option.default === undefined ? '' : `\`${JSON.stringify(option.default)}\``;
  return `| \`${name}\` | ${cell(kindOf(option))} | ${cell(preset)} | ${cell(option.description ?? '')} |`;
}

const descriptionOf = ({ schema }: AnyComponent): string => (typeof schema['description'] === 'string' ? schema['description'] : '');

function section(component: AnyComponent): string {
  const { family, type, schema } = component;
  const options = Object.entries((schema['properties'] ?? {}) as Record<string, Option>).filter(([name]) => name !== 'type');
  const table =
    options.length === 0
      ? ['No options.']
      : ['| option | kind | default | meaning |', '| --- | --- | --- | --- |', ...options.map(([name, option]) => optionRow(name, option))];
  return `### ${family.name} \`${type}\`\n\n${descriptionOf(component)}\n\n${table.join('\n')}\n`;
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
    ...sorted.map((component) => `${rowStart(component.family.name, component.type)} ${cell(descriptionOf(component))} |`),
    '',
    '## Options',
    '',
    ...sorted.map(section),
  ].join('\n');
}
