import type { Sources } from './component-folder.js';

const folderOf = (file: string): string => file.slice(0, file.lastIndexOf('/'));

const homeOf = (file: string): string => file.split('/').slice(0, 2).join('/');

/** Files that say nothing by themselves: lists, schemas, registrations. */
const isPlain = (file: string): boolean => /\/(?:index|components)\.ts$|\.(?:schema|component|generated|d)\.ts$/u.test(file);

/** Whether a text of types only is there, which the compiler tests. */
const hasCode = (text: string): boolean => /^export (?:default |async )?(?:const|function|class|let)\b/mu.test(text);

const matches = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found = '']) => found);

/** Names that a test imports, from wherever. */
const importedNames = (text: string): string[] =>
  matches(text, /^import (?:type )?\{([^}]*)\}/gmu).flatMap((names) =>
    names.split(',').map((name) => name.replace(/ as .*|^\s*type /gu, '').trim()),
  );

const exportedNames = (text: string): string[] => matches(text, /^export (?:async )?(?:const|function|class) (\w+)/gmu);

/** Sources that tests reach through another door; folder by folder, with the test that covers them. */
export type CoveredBy = Readonly<Record<string, string>>;

/**
 * A sentence for each folder of sources without a test: none in it or below it, none of its package that imports something that the
 * folder exports, and none that `coveredBy` names.
 *
 * @param exempt packages without such a rule, e.g. `packages/core`
 */
export function untestedFolders(sources: Sources, exempt: readonly string[], coveredBy: CoveredBy = {}): string[] {
  const ours = [...sources].filter(
    ([file]) => /^packages\/[^/]+\/src\//u.test(file) && !exempt.some((home) => file.startsWith(`${home}/`)),
  );
  const tests = ours.filter(([file]) => file.endsWith('.test.ts'));
  const besides = [...new Set(tests.map(([file]) => folderOf(file)))];
  const named = new Set(tests.flatMap(([file, text]) => importedNames(text).map((name) => `${homeOf(file)} ${name}`)));
  const missing = new Set<string>();
  const covered = new Set<string>();
  for (const [file, text] of ours) {
    if (file.endsWith('.test.ts') || isPlain(file) || !hasCode(text)) continue;
    if (exportedNames(text).some((name) => named.has(`${homeOf(file)} ${name}`))) covered.add(folderOf(file));
    missing.add(folderOf(file));
  }
  return [...missing]
    .filter((folder) => !covered.has(folder) && !besides.some((other) => `${other}/`.startsWith(`${folder}/`)))
    .filter((folder) => !sources.has(coveredBy[folder] ?? ''))
    .map((folder) => `${folder} has sources that no test names: write one beside them.`);
}
