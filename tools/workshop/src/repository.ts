import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');

/** Text of a file, by path from the root. */
export const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

/** The same, undefined if there is no such file. */
export const readIfThere = (file: string): string | undefined => (existsSync(path.join(root, file)) ? read(file) : undefined);

/** Files that git tracks or would track, by path from the root. */
export function repositoryFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  return listed.split('\n').filter((file) => file !== '' && existsSync(path.join(root, file)));
}

/** What package.json says about a package. */
export interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly nx?: { readonly tags?: readonly string[] };
}

/** Folders of the packages in `packages/`. */
function packageFolders(): string[] {
  return [...new Set(repositoryFiles().flatMap((file) => /^packages\/[^/]+(?=\/package\.json$)/u.exec(file)?.[0] ?? []))].sort();
}

/** The manifest of a package. */
export const manifestOf = (folder: string): Manifest => JSON.parse(read(`${folder}/package.json`)) as Manifest;

/** Packages that are published. */
export const publishedFolders = (): string[] => packageFolders().filter((folder) => manifestOf(folder).private !== true);
