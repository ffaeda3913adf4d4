/** The parts of an LVIS annotation file. */
export interface AnnotationFile {
  readonly info: object;
  readonly licenses: readonly object[];
  readonly images: readonly object[];
  readonly annotations: readonly object[];
  readonly categories: readonly object[];
}

/** Writes an annotation file as text, one record per line, keys in the order in which they were made. */
export function annotationFileText(file: AnnotationFile): string {
  const parts = Object.entries(file).map(([key, value]: [string, unknown]) => {
    const text = Array.isArray(value) ? `[\n${value.map((record) => JSON.stringify(record)).join(',\n')}\n]` : JSON.stringify(value);
    return `${JSON.stringify(key)}: ${text}`;
  });
  return `{\n${parts.join(',\n')}\n}\n`;
}
