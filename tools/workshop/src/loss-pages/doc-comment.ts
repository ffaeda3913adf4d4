/** What the doc comment of a class says. */
export interface DocComment {
  /** Text in front of the tags, as Markdown. */
  readonly text: string;
  /** Text of `@see`. */
  readonly see: string;
}

/**
 * Doc comment of an exported class.
 *
 * @param file path for messages
 * @throws Error if the class has none, or one without `@see`
 */
export function docComment(file: string, source: string, className: string): DocComment {
  const [, comment] = new RegExp(String.raw`/\*\*((?:(?!\*/)[\s\S])*)\*/\nexport class ${className}\b`, 'u').exec(source) ?? [];
  if (comment === undefined) throw new Error(`${file}: the class ${className} has no doc comment.`);
  const lines = comment.split('\n').map((line) => line.replace(/^\s*\* ?/u, '').trimEnd());
  const [text = '', see] = lines.join('\n').split('@see ');
  if (see === undefined)
    throw new Error(`${file}: the doc comment of ${className} names no source: add "@see paper; file of the original code".`);
  return { text: text.trim(), see: see.replaceAll('\n', ' ').trim() };
}
