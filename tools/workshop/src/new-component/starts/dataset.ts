import type { PartStart } from '../part-start.js';
import { skeletonTest } from './skeleton.js';

/** A data set that cannot be opened yet. */
export const datasetStart: PartStart = {
  source: ({ className, type }) => `import type { Dataset } from '@ecm/core';

/** The data set \`${type}\`: say in which form it lies on the disk. */
export class ${className} {
  readonly #factor: number;

  constructor({ factor }: { readonly factor: number }) {
    this.#factor = factor;
  }

  open(): Promise<Dataset> {
    return Promise.reject(new Error(\`${className} (factor \${this.#factor}) is not written yet.\`));
  }
}
`,
  test: skeletonTest,
};
