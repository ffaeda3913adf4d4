import type { AnyComponent } from '@ecm/core';

import { componentsPage } from './components-page.js';

/** What is made from the components' schemas. */
export interface GeneratedFrom {
  readonly components: readonly AnyComponent[];
  /** JSON schema of experiment files, for editors. */
  readonly experimentSchema: Readonly<Record<string, unknown>>;
}

/** Texts of the files that `npm run generate` writes, by path from the repository's root. */
export function generatedFiles({ components, experimentSchema }: GeneratedFrom): ReadonlyMap<string, string> {
  return new Map([
    ['configs/schema/experiment.schema.json', `${JSON.stringify(experimentSchema, null, 2)}\n`],
    ['docs/components.md', componentsPage(components)],
  ]);
}

/** A sentence for each generated file whose text is not what the schemas say now. */
export function staleFiles(generated: ReadonlyMap<string, string>, read: (file: string) => string | undefined): string[] {
  return [...generated]
    .filter(([file, text]) => read(file) !== text)
    .map(([file]) => `${file} is older than the components' schemas: run npm run generate and commit what it writes.`);
}
