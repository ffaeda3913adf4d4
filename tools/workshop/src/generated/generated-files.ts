import type { AnyComponent } from '@ecm/core';

import { lossPages } from '../loss-pages/loss-pages.js';
import { componentsPage } from './components-page.js';

/** What generated files are made from. */
export interface GeneratedFrom {
  readonly components: readonly AnyComponent[];
  /** JSON schema of experiment files, for editors. */
  readonly experimentSchema: Readonly<Record<string, unknown>>;
  /** Text of a repository file by path from the root, undefined if there is none: the sources of the losses and the notes beside them. */
  readonly read: (file: string) => string | undefined;
}

/** Texts of the files that `npm run generate` writes, by path from the repository's root. A tfjs backend must be in use. */
export function generatedFiles({ components, experimentSchema, read }: GeneratedFrom): ReadonlyMap<string, string> {
  return new Map([
    ['configs/schema/experiment.schema.json', `${JSON.stringify(experimentSchema, null, 2)}\n`],
    ['docs/components.md', componentsPage(components)],
    ...lossPages(components, read),
  ]);
}

/** A sentence for each generated file whose text is not what the schemas say now. */
export function staleFiles(generated: ReadonlyMap<string, string>, read: (file: string) => string | undefined): string[] {
  return [...generated]
    .filter(([file, text]) => read(file) !== text)
    .map(([file]) => `${file} is older than what it is made from: run npm run generate and commit what it writes.`);
}
