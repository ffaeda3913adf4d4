import { expect, it } from 'vitest';

import { read, repositoryFiles } from './repository.js';

const texts = repositoryFiles().filter(
  (file) => /\.(?:ts|mjs|js|json|md|py|sh|yml)$/u.test(file) && !file.startsWith('packages/testing/goldens/'),
);

it('holds no machine paths', () => {
  const machinePath = new RegExp(['/wo' + 'rk/', '/ro' + 'ot/', '/ho' + 'me/\\w'].join('|'), 'u');
  expect(texts.filter((file) => machinePath.test(read(file)))).toEqual([]);
});

it('names no registry that only one machine can reach', () => {
  const address = /(?:registry|resolved)\W{1,4}https?:\/\/(?!registry\.npmjs\.org)[\w.-]+/u;
  const files = [...texts, 'package-lock.json', '.npmrc'];
  expect(files.filter((file) => address.test(read(file)))).toEqual([]);
});
