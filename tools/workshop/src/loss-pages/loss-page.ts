import type { AnyComponent } from '@ecm/core';

import { descriptionOf, optionsOf } from '../generated/option.js';
import type { DocComment } from './doc-comment.js';
import type { LossNotes } from './loss-notes.js';
import { optionsTable } from './options-table.js';

/** What the page of a loss is made from. */
export interface LossPageInput {
  readonly component: AnyComponent;
  readonly className: string;
  /** The loss's source, by path from the repository's root. */
  readonly source: string;
  readonly comment: DocComment;
  readonly notes: LossNotes;
}

/** The page of one loss. Links lead out of docs/losses. */
export function lossPage({ component, className, source, comment, notes }: LossPageInput): string {
  const { type, schema, family } = component;
  const { sections, title } = notes;
  return [
    `# ${title}`,
    `\`{ "type": "${type}" }\` in a config (${family.name}), \`${className}\` of \`@ecm/losses\`. ${descriptionOf(schema)}`,
    '## Formula',
    sections.Formula,
    comment.text,
    '## When to use it',
    sections['When to use it'],
    '## Options',
    optionsTable(optionsOf(schema)),
    '## State',
    sections.State,
    '## Gradient',
    `![Gradient of ${type}](${type}.svg)`,
    sections.Gradient,
    '## Used in',
    sections['Used in'],
    '## Reference',
    comment.see,
    `Source: [${source}](../../${source}). This page is made by \`npm run generate\` from the schema, the doc comment and ` +
      `[the notes beside the source](../../${source.replace(/\.ts$/u, '.md')}); do not edit it here.`,
    '',
  ].join('\n\n');
}
