import { SeededRandom } from '@ecm/core';
import { describe, expect, it } from 'vitest';

import { chooseClasses } from './choose-classes.js';

const tier = (...names: string[]) => names.map((name) => ({ name, glyphs: {} }));

describe('chooseClasses', () => {
  it('uses a tier up before it touches the next', () => {
    const chosen = chooseClasses(4, [tier('d', 'a', 'c'), tier('b', 'e', 'f')], new SeededRandom(3)).map(({ name }) => name);
    expect(chosen).toHaveLength(4);
    expect(chosen).toEqual(expect.arrayContaining(['a', 'c', 'd']));
    expect(chosen).toEqual([...chosen].sort());
  });

  it('says how many classes there can be', () => {
    expect(() => chooseClasses(5, [tier('a', 'b')], new SeededRandom(3))).toThrowErrorMatchingInlineSnapshot(
      `[ConfigError: /classes: The chosen glyph sets have 2 drawings in common, too few for 5 classes. Ask for fewer classes or fewer glyph sets.]`,
    );
  });
});
