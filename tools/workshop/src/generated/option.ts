/** What a schema says about one option. */
export interface Option {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Option[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly description?: string;
  readonly 'x-slot'?: string;
}

/** Text that can stand in a cell of a Markdown table. */
export const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** What an option takes, in words. */
export function kindOf(option: Option): string {
  if (option['x-slot'] !== undefined) return `slot: ${option['x-slot']}`;
  if (option.anyOf !== undefined) return option.anyOf.map(kindOf).join(', ');
  if (option.enum !== undefined) return option.enum.map(String).join(', ');
  if (option.const !== undefined) return JSON.stringify(option.const);
  return [option.type ?? ''].flat().join(' or ');
}

/** Options of a component by name, as its schema lists them. */
export const optionsOf = (schema: Readonly<Record<string, unknown>>): Readonly<Record<string, Option>> =>
  (schema['properties'] ?? {}) as Record<string, Option>;

/** What a schema says about the whole component. */
export const descriptionOf = ({ description }: Readonly<Record<string, unknown>>): string =>
  typeof description === 'string' ? description : '';
