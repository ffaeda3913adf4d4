import type { Option } from '../generated/option.js';
import { cell, kindOf } from '../generated/option.js';

/** Meaning of an option and the source of its default, which closes the description in brackets; empty if there is none. */
export function meaningAndSource(description: string): readonly [meaning: string, source: string] {
  const match = /^(.*?)\s*\(((?:[^()]|\([^()]*\))*)\)([.:]?(?:\s+Absent: .*)?)$/su.exec(description);
  if (match === null) return [description, ''];
  const [, meaning = '', source = '', rest = ''] = match;
  return [`${meaning}${rest}`, source];
}

/** Table of a loss's options: name, type, default, meaning, source. */
export function optionsTable(options: Readonly<Record<string, Option>>): string {
  const rows = Object.entries(options)
    .filter(([name]) => name !== 'type')
    .map(([name, option]) => {
      const preset = option.default === undefined ? '' : `\`${JSON.stringify(option.default)}\``;
      return `| ${[`\`${name}\``, kindOf(option), preset, ...meaningAndSource(option.description ?? '')].map(cell).join(' | ')} |`;
    });
  return ['| option | type | default | meaning | source |', '| --- | --- | --- | --- | --- |', ...rows].join('\n');
}
