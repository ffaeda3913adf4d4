/**
 * Finds a key that an object of a JSON text has twice; `JSON.parse` would silently take the last.
 *
 * @param text a text that `JSON.parse` accepts
 */
export function findDuplicateKey(text: string): string | undefined {
  const openObjects: Set<string>[] = [];
  for (const match of text.matchAll(/("(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"|[{}]/g)) {
    const token = match[0];
    const literal = match[1] as string | undefined;
    if (token === '{') openObjects.push(new Set());
    else if (token === '}') openObjects.pop();
    else if (literal !== undefined) {
      const key = JSON.parse(literal) as string;
      const keys = openObjects.at(-1);
      if (keys?.has(key)) return key;
      keys?.add(key);
    }
  }
  return undefined;
}
