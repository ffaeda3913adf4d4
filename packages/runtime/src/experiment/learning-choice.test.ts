import { ParameterStore, plainLayout, zeros } from '@ecm/tensor';
import { describe, expect, it } from 'vitest';

import type { LearningChoice } from './learning-choice.js';
import { checkLearningChoice, learnsBy } from './learning-choice.js';

const names = ['backbone.conv1.weight', 'roi_head.bbox_head.fc_cls.weight', 'roi_head.bbox_head.fc_reg.weight'];

function storeOf(choice: LearningChoice): ParameterStore {
  const store = new ParameterStore({ seed: 0, learns: learnsBy(choice) });
  for (const name of names) store.scope().parameter(name, [1], { layout: plainLayout, initialize: zeros });
  return store;
}

const learning = (choice: LearningChoice): string[] => storeOf(choice).trainable.map(({ name }) => name);

describe('learnsBy', () => {
  it('lets all parameters learn, those that are named, or all but those that are frozen', () => {
    expect(learning({})).toEqual(names);
    expect(learning({ trainable: ['fc_cls'] })).toEqual([names[1]]);
    expect(learning({ frozen: ['backbone'] })).toEqual(names.slice(1));
    expect(learning({ trainable: ['bbox_head'], frozen: ['fc_reg'] })).toEqual([names[1]]);
  });
});

describe('checkLearningChoice', () => {
  const check = (choice: LearningChoice): void => {
    checkLearningChoice(choice, storeOf(choice), '/schedule');
  };

  it('takes texts that are in a name', () => {
    expect(() => {
      check({ trainable: ['fc_cls', 'fc_reg'], frozen: ['backbone.'] });
    }).not.toThrow();
  });

  it('tells all texts that are in no name', () => {
    expect(() => {
      check({ trainable: ['fc_cls', 'fc_class'], frozen: ['backbon3'] });
    }).toThrowErrorMatchingInlineSnapshot(`
      [ConfigError: /schedule/trainable/1: no name of a parameter contains "fc_class". Did you mean "fc_cls"?
        /schedule/frozen/0: no name of a parameter contains "backbon3". Did you mean "backbone"?]
    `);
  });

  it('refuses a choice that leaves nothing to learn', () => {
    expect(() => {
      check({ trainable: ['fc_cls'], frozen: ['bbox_head'] });
    }).toThrowErrorMatchingInlineSnapshot(
      `[ConfigError: /schedule: nothing is left to learn: "trainable", "frozen" and the frozen layers of the model leave no parameter.]`,
    );
  });
});
