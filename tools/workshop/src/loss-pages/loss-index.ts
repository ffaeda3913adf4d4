import { cell } from '../generated/option.js';
import type { LossPageInput } from './loss-page.js';

const firstSentence = (text: string): string => /^[\s\S]*?[.:](?=\s|$)/u.exec(text)?.[0].replace(/:$/u, '.') ?? text;

/** The list of all losses. */
export function lossIndex(pages: readonly LossPageInput[]): string {
  const row = ({ component: { type }, notes: { title, sections } }: LossPageInput): string =>
    `| [\`${type}\`](${type}.md) | ${[title, firstSentence(sections.State), firstSentence(sections['Used in'])].map(cell).join(' | ')} |`;
  const table = (family: string): string[] => [
    '| type | loss | state | rows of the paper |',
    '| --- | --- | --- | --- |',
    ...pages.filter(({ component }) => component.family.name === family).map(row),
    '',
  ];
  return [
    '# Losses',
    '',
    'One page per loss: formula, options with the source of every default, state, gradients, and the rows of the paper that use it',
    '(Cho and Krähenbühl, "Long-tail Detection with Effective Class-Margins", ECCV 2022). Made by `npm run generate`; do not edit.',
    '',
    'The plots show gradients by the logit of a frequent class (10,000 training objects) and of a rare one (3): on an object of that class, which',
    'pulls the logit up (gradient below zero), and on an object of another class (with 100 objects), which pushes it down (above zero). The batch',
    'has one region of each class and one of background; all other logits are 0; gradients are multiplied by the number of rows.',
    '',
    '## Classification',
    '',
    ...table('classification-loss'),
    '## Boxes',
    '',
    ...table('box-loss'),
    '## Masks',
    '',
    ...table('mask-loss'),
  ].join('\n');
}
