import { expect, it } from 'vitest';

import { read, repositoryFiles } from './repository.js';

const texts = repositoryFiles().filter(
  (file) => /\.(?:ts|mjs|js|json|md|py|sh|yml)$/u.test(file) && !file.startsWith('packages/testing/goldens/'),
);

it('holds no machine paths', () => {
  const machinePath = new RegExp(['/wo' + 'rk/', '/ro' + 'ot/', '/ho' + 'me/\\w'].join('|'), 'u');
  expect(texts.filter((file) => machinePath.test(read(file)))).toEqual([]);
});
