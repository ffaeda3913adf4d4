import type { PartStart } from '../part-start.js';

/** A constant factor. */
export const learningRateStart: PartStart = {
  source: ({ className, type }) => `import type { LearningRateSchedule } from '@ecm/core/model';

/** The same factor at every step: a start for \`${type}\`. Name the source here. */
export class ${className} implements LearningRateSchedule {
  readonly #factor: number;

  constructor({ factor }: { readonly factor: number }) {
    this.#factor = factor;
  }

  factor(): number {
    return this.#factor;
  }
}
`,
  test: ({ className, file }) => `import { expect, it } from 'vitest';

import { ${className} } from './${file}.js';

it('keeps its factor', () => {
  expect(new ${className}({ factor: 0.5 }).factor()).toBe(0.5);
});
`,
};
