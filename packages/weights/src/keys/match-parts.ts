/** @returns the whole match and its groups; an empty list if the text does not match, undefined for groups that do not take part */
export function matchParts(pattern: RegExp, text: string): readonly (string | undefined)[] {
  return pattern.exec(text) ?? [];
}
