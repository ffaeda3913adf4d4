import type { AnyComponent } from '@ecm/core';
import type { BoxLoss, ClassificationLoss, MaskLoss } from '@ecm/core/model';
import type { Panel } from '@ecm/report';
import { figureSvg } from '@ecm/report';

import { optionsOf } from '../generated/option.js';
import { partNames } from '../new-component/names.js';
import { classificationPanels, exampleStatistics } from './classification-panels.js';
import { docComment } from './doc-comment.js';
import { lossIndex } from './loss-index.js';
import type { LossNotes } from './loss-notes.js';
import { lossNotes } from './loss-notes.js';
import type { LossPageInput } from './loss-page.js';
import { lossPage } from './loss-page.js';
import { boxLossPanels, maskLossPanels } from './regression-panels.js';

type Read = (file: string) => string | undefined;
type Create = (config: object, surroundings: object) => unknown;

const lossFamilies = new Set(['classification-loss', 'box-loss', 'mask-loss']);

/** Makes a loss with the defaults of its schema. */
function build(component: AnyComponent, options: object = {}): unknown {
  const defaults = Object.entries(optionsOf(component.schema)).filter(([, option]) => option.default !== undefined);
  const config = { type: component.type, ...Object.fromEntries(defaults.map(([name, option]) => [name, option.default])), ...options };
  const { length: classes } = exampleStatistics.categories;
  return (component.create as Create)(config, { given: { classes }, services: { statistics: exampleStatistics }, path: '/loss' });
}

function panelsOf(component: AnyComponent, { gradient }: LossNotes): Panel[] {
  if (component.family.name === 'box-loss') return boxLossPanels(build(component) as BoxLoss);
  if (component.family.name === 'mask-loss') return maskLossPanels(build(component) as MaskLoss);
  return classificationPanels((options) => build(component, options) as ClassificationLoss, gradient);
}

/** Gradients of a loss as SVG text. */
function plotOf({ component, notes }: LossPageInput): string {
  const figure = { name: component.type, title: `Gradient of ${component.type}`, caption: notes.sections.Gradient, tables: [] };
  return `${figureSvg({ ...figure, panels: panelsOf(component, notes) })}\n`;
}

function required(read: Read, file: string, what: string): string {
  const text = read(file);
  if (text === undefined) throw new Error(`${file} does not exist: ${what}`);
  return text;
}

function inputOf(component: AnyComponent, read: Read): LossPageInput {
  const { className, file } = partNames(component.type, component.family.name, 'loss');
  const source = `packages/losses/src/${component.type}/${file}.ts`;
  const comment = docComment(source, required(read, source, `the loss "${component.type}" must lie there.`), className);
  const notesFile = source.replace(/\.ts$/u, '.md');
  const notes: LossNotes = lossNotes(notesFile, required(read, notesFile, 'write the notes that the page of the loss is made from.'));
  return { component, className, source, comment, notes };
}

/**
 * Page, plot and index entry of every loss.
 *
 * The plots run the losses themselves, so a tfjs backend must be in use.
 *
 * @param read text of a repository file, undefined if there is none
 * @returns texts by path from the repository's root
 */
export function lossPages(components: readonly AnyComponent[], read: Read): ReadonlyMap<string, string> {
  const inputs = components
    .filter(({ family }) => lossFamilies.has(family.name))
    .sort((a, b) => (a.type < b.type ? -1 : 1))
    .map((component) => inputOf(component, read));
  return new Map([
    ['docs/losses/README.md', lossIndex(inputs)],
    ...inputs.flatMap((input) => [
      [`docs/losses/${input.component.type}.md`, lossPage(input)] as const,
      [`docs/losses/${input.component.type}.svg`, plotOf(input)] as const,
    ]),
  ]);
}
