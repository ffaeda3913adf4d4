import { allComponents } from '@ecm/runtime';
import { useBackend } from '@ecm/tensor';
import { beforeAll, describe, expect, it } from 'vitest';

import { readIfThere } from '../repository.js';
import { docComment } from './doc-comment.js';
import { lossNotes } from './loss-notes.js';
import { lossPages } from './loss-pages.js';
import { meaningAndSource } from './options-table.js';

beforeAll(() => useBackend('cpu'));

describe('the page of a loss', () => {
  const ecm = allComponents.filter(({ type }) => type === 'ecm');

  it('has the formula, every option with its source, the state, the reference and the rows of the paper', () => {
    const page = lossPages(ecm, readIfThere).get('docs/losses/ecm.md') ?? '';
    for (const part of ['# Effective class-margin loss', 'm_c = α_c ln', '| `backgroundRatio` | number, "measure" | `6.3313` |']) {
      expect(page).toContain(part);
    }
    for (const part of ['effective_class_margin_loss.py', 'Tables 1, 2 and 5', '](ecm.svg)', 'Constants: the counts'])
      expect(page).toContain(part);
  });

  it('names a source for every option of every loss', () => {
    const losses = allComponents.filter(({ family }) => /^(?:classification|box|mask)-loss$/u.test(family.name));
    const without = losses.flatMap(({ type, schema }) =>
      Object.entries(schema['properties'] as Record<string, { description?: string }>)
        .filter(([name, { description = '' }]) => name !== 'type' && meaningAndSource(description)[1] === '')
        .map(([name]) => `${type}.${name}: end its description with the source in brackets`),
    );
    expect(without).toEqual([]);
  });

  it('asks for notes where there are none', () => {
    const read = (file: string) => (file.endsWith('.md') ? undefined : readIfThere(file));
    expect(() => lossPages(ecm, read)).toThrowErrorMatchingInlineSnapshot(
      `[Error: packages/losses/src/ecm/ecm-loss.md does not exist: write the notes that the page of the loss is made from.]`,
    );
  });
});

describe('meaning and source of an option', () => {
  it.each([
    ['Strength α (Lin et al., ICCV 2017).', 'Strength α.', 'Lin et al., ICCV 2017'],
    ['Weight m (paper, Eq. (10)).', 'Weight m.', 'paper, Eq. (10)'],
    ['Bias −ln((1 − π)/π) (Lin et al.: 0.01).', 'Bias −ln((1 − π)/π).', 'Lin et al.: 0.01'],
    ['Weights (mmdetection: class_weight). Absent: ones.', 'Weights. Absent: ones.', 'mmdetection: class_weight'],
    ['Nothing said.', 'Nothing said.', ''],
  ])('%s', (description, meaning, source) => {
    expect(meaningAndSource(description)).toEqual([meaning, source]);
  });
});

describe('notes on a loss', () => {
  const notes =
    '# My loss\n\n<!-- gradient: { "columns": { "frequent": 1, "rare": 3 } } -->\n\n## Formula\n\nf\n\n## When to use it\n\nw\n\n## State\n\nNone.\n\n## Used in\n\nu\n\n## Gradient\n\ng\n';

  it('have a title, five sections and settings of the plot', () => {
    const read = lossNotes('my-loss.md', notes);
    expect(read.title).toBe('My loss');
    expect(read.sections).toEqual({ Formula: 'f', 'When to use it': 'w', State: 'None.', 'Used in': 'u', Gradient: 'g' });
    expect(read.gradient.columns).toEqual({ frequent: 1, rare: 3 });
  });

  it('say what is missing', () => {
    expect(() => lossNotes('my-loss.md', notes.replace('# My loss', ''))).toThrowErrorMatchingInlineSnapshot(
      `[Error: my-loss.md has no title: start it with "# Name of the loss".]`,
    );
    expect(() => lossNotes('my-loss.md', notes.replace('## State', ''))).toThrowErrorMatchingInlineSnapshot(
      `[Error: my-loss.md has the sections Formula, When to use it, Used in, Gradient: write Formula, When to use it, State, Used in, Gradient, in this order.]`,
    );
    expect(() => lossNotes('my-loss.md', notes.replace('\nu\n', ''))).toThrowErrorMatchingInlineSnapshot(
      `[Error: my-loss.md says nothing under "Used in": write a sentence.]`,
    );
  });
});

describe('the doc comment of a class', () => {
  it('is split into text and source', () => {
    const source =
      '/** Other. */\nexport class Other {}\n\n/**\n * Half of it.\n *\n * @see Paper, 2020;\n * file.py\n */\nexport class MyLoss {}\n';
    expect(docComment('my-loss.ts', source, 'MyLoss')).toEqual({ text: 'Half of it.', see: 'Paper, 2020; file.py' });
    expect(() => docComment('my-loss.ts', source, 'Other')).toThrowErrorMatchingInlineSnapshot(
      `[Error: my-loss.ts: the doc comment of Other names no source: add "@see paper; file of the original code".]`,
    );
    expect(() => docComment('my-loss.ts', source, 'Third')).toThrowErrorMatchingInlineSnapshot(
      `[Error: my-loss.ts: the class Third has no doc comment.]`,
    );
  });
});
