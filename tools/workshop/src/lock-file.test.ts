import { expect, it } from 'vitest';

import { read } from './repository.js';

interface LockedPackage {
  readonly hasInstallScript?: boolean;
  readonly resolved?: string;
  readonly link?: boolean;
}

const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, LockedPackage> };

/** Packages with an install script that we use without running it, each with the reason why that is right. */
const worksWithoutItsScript: Readonly<Record<string, string>> = {
  'node_modules/core-js': 'prints an advertisement; a dependency of @tensorflow/tfjs',
  'node_modules/nx': 'warms a cache; development only',
};

it('needs no install script', () => {
  const scripted = Object.keys(packages).filter((name) => packages[name]?.hasInstallScript === true);
  const unknown = scripted.filter((name) => worksWithoutItsScript[name] === undefined && !name.endsWith('/fsevents'));
  expect(unknown.map((name) => `${name} has an install script: find another package, or say here why it works without`)).toEqual([]);
  expect(read('.npmrc')).toContain('ignore-scripts=true');
});

it('records no download addresses, so that every registry serves', () => {
  expect(Object.entries(packages).filter(([, { resolved, link }]) => resolved !== undefined && link !== true)).toEqual([]);
});
