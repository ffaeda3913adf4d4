/** Texts of repository files by path from the root. */
export type Sources = ReadonlyMap<string, string>;

/** A component as its files tell: one folder with one `*.component.ts`. */
export interface ComponentFolder {
  /** E.g. `packages/losses/src/ecm`. */
  readonly folder: string;
  /** Last part of the folder, which must be the type. */
  readonly name: string;
  /** E.g. `packages/losses`. */
  readonly home: string;
  /** Path of `*.component.ts`. */
  readonly file: string;
  /** Exported constant, e.g. `ecmLossComponent`. */
  readonly constant: string;
  /** Type in the definition. */
  readonly type: string;
  /** Family's name, read off the constant: `boxLossFamily` is `box-loss`. */
  readonly family: string;
}

const kebabCase = (text: string): string => text.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`);

/** The components whose `*.component.ts` is among the sources. */
export function componentFolders(sources: Sources): ComponentFolder[] {
  return [...sources].flatMap(([file, text]) => {
    const { home, folder, name } =
      /^(?<folder>(?<home>packages\/[^/]+)\/src\/(?:.*\/)?(?<name>[^/]+))\/[^/]+\.component\.ts$/u.exec(file)?.groups ?? {};
    if (home === undefined || folder === undefined || name === undefined) return [];
    return [
      {
        folder,
        name,
        home,
        file,
        constant: /export const (\w+Component)\b/u.exec(text)?.[1] ?? '',
        type: /\btype: '([^']+)'/u.exec(text)?.[1] ?? '',
        family: kebabCase(/\bfamily: (\w+)Family\b/u.exec(text)?.[1] ?? ''),
      },
    ];
  });
}
