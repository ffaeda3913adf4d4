import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';

import { afterAll, beforeAll, expect, it, vi } from 'vitest';

import { read, repositoryFiles, root } from '../repository.js';
import { fencesOf, isRunnable, promisedOutput } from './fences.js';

const documents = repositoryFiles().filter((file) =>
  /^(?:README\.md|packages\/[^/]+\/README\.md|configs\/README\.md|docs\/(?:losses\/)?[^/]+\.md)$/u.test(file),
);
const fences = documents.flatMap((file) => fencesOf(file, read(file)));
const folder = path.join(root, 'tools/workshop/.examples');

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

it.each(fences.filter(isRunnable))('$file:$line runs and prints what it says', async ({ file, line, info, code }) => {
  const module = path.join(folder, `${file.replaceAll(/\W/gu, '-')}-${line}.${info}`);
  writeFileSync(module, code);
  const print = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  try {
    await import(/* @vite-ignore */ module);
    expect(print.mock.calls.map((values) => format(...values))).toEqual(promisedOutput(code));
  } finally {
    print.mockRestore();
  }
});

it.each(fences.filter(({ info }) => info === 'json'))('$file:$line is valid JSON', ({ code }) => {
  expect(() => JSON.parse(code) as unknown).not.toThrow();
});

it('knows the words that keep an example from running', () => {
  const known = new Set(['ts', 'js', 'json', 'sh', 'text', 'ts no-run', 'js no-run', 'js plugin']);
  expect(
    fences.filter(({ info }) => !known.has(info)).map(({ file, line, info }) => `${file}:${line} has the unknown fence "${info}"`),
  ).toEqual([]);
});

it('has an example in the README of every published package', () => {
  const published = repositoryFiles().flatMap((file) => /^(packages\/[^/]+|configs)\/package\.json$/u.exec(file)?.[1] ?? []);
  const without = published
    .filter((home) => (JSON.parse(read(`${home}/package.json`)) as { private?: boolean }).private !== true)
    .filter((home) => !fences.some((fence) => fence.file === `${home}/README.md` && isRunnable(fence)));
  expect(without.map((home) => `${home}/README.md has no example: write one of about ten lines in a fence \`\`\`ts`)).toEqual([]);
});

it('keeps every example short enough to read at a glance', () => {
  const long = fences
    .filter((fence) => isRunnable(fence) && fence.file.endsWith('README.md'))
    .filter(({ code }) => code.trim().split('\n').length > 20);
  expect(long.map(({ file, line }) => `${file}:${line} has more than 20 lines`)).toEqual([]);
});

const withoutComments = (text: string): string => text.replaceAll(/<!--[\s\S]*?-->/gu, '');

it('links only to files that exist', () => {
  const files = new Set(repositoryFiles());
  const folders = new Set([...files].map((file) => path.posix.dirname(file)));
  const broken = documents.flatMap((file) =>
    [...withoutComments(read(file)).matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/gu)].flatMap(([, target = '']) => {
      const to = path.posix.join(path.posix.dirname(file), target);
      return files.has(to) || folders.has(to) ? [] : [`${file} links to ${target}, which does not exist`];
    }),
  );
  expect(broken).toEqual([]);
});
