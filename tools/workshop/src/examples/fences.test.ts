import { expect, it } from 'vitest';

import { fencesOf, isRunnable, promisedOutput } from './fences.js';

const text = ['# Title', '', '```ts', 'console.log(1 + 1); // → 2', '```', '', '```js plugin', 'export {};', '```', ''].join('\n');

it('finds fenced blocks with their lines', () => {
  expect(fencesOf('a.md', text)).toEqual([
    { file: 'a.md', line: 4, info: 'ts', code: 'console.log(1 + 1); // → 2\n' },
    { file: 'a.md', line: 8, info: 'js plugin', code: 'export {};\n' },
  ]);
});

it('runs plain TypeScript and JavaScript only', () => {
  expect(fencesOf('a.md', text).filter(isRunnable)).toHaveLength(1);
});

it('reads promises off comments', () => {
  const code = "console.log('a', 1); // → a 1\nconsole.log([2]); // → [ 2 ]\n";
  expect(promisedOutput(code)).toEqual(['a 1', '[ 2 ]']);
});
