/** Every spelling of a new component that its files need. */
export interface PartNames {
  /** Kebab-case name in configs and of the folder, e.g. `my`. */
  readonly type: string;
  /** Start of the file names, e.g. `my-loss`. */
  readonly file: string;
  /** E.g. `MyLoss`. */
  readonly className: string;
  /** E.g. `myLoss`. */
  readonly camelName: string;
}

const pascalCase = (text: string): string => text.replaceAll(/(?:^|-)([a-z0-9])/gu, (_, letter: string) => letter.toUpperCase());

/**
 * Spellings of a component; the family's word is not repeated: `loss my-loss` is the type `my` and the class `MyLoss`.
 *
 * @param family e.g. `box-loss`
 * @param word last word of the family's class names, e.g. `loss`
 */
export function partNames(name: string, family: string, word: string): PartNames {
  const ending = [family, word].find((end) => name.endsWith(`-${end}`));
  const type = ending === undefined ? name : name.slice(0, -ending.length - 1);
  const className = pascalCase(`${type}-${word}`);
  return { type, file: `${type}-${word}`, className, camelName: className.charAt(0).toLowerCase() + className.slice(1) };
}
