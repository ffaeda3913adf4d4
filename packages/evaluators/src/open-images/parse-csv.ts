import { DataError } from '@ecm/core';

/** Fields of one line of a csv file; a field in quotes may hold commas and doubled quotes. */
export function splitCsvLine(line: string): string[] {
  if (!line.includes('"')) return line.split(',');
  const fields: string[] = [];
  const pattern = /(?:"((?:[^"]|"")*)"|([^,]*))(,|$)/gy;
  for (let match = pattern.exec(line); match !== null; match = pattern.exec(line)) {
    fields.push(match[0].startsWith('"') ? match[1].replaceAll('""', '"') : match[2]);
    if (match[3] === '') break;
  }
  return fields;
}

/**
 * Reads the wanted columns of a csv file by the names in its first line.
 *
 * @param text the file @param source its name, for messages @param optional columns that may be missing; empty then
 * @throws DataError if a column is missing or a line is too short
 */
export function* readCsv(text: string, source: string, columns: readonly string[], optional: readonly string[] = []): Generator<string[]> {
  let places: number[] | undefined;
  let number = 0;
  for (const raw of text.replace(/^\uFEFF/, '').split('\n')) {
    number++;
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    if (line === '') continue;
    const fields = splitCsvLine(line);
    if (places === undefined) {
      places = [...columns, ...optional].map((column) => fields.indexOf(column));
      const missing = columns.filter((_, i) => places?.[i] === -1);
      if (missing.length > 0)
        throw new DataError(source, 'line 1', `the columns ${missing.join(', ')} are missing; found ${fields.join(', ')}.`);
      continue;
    }
    if (places.some((place) => place >= fields.length))
      throw new DataError(source, `line ${number}`, `only ${fields.length} fields; is the line cut off?`);
    yield places.map((place) => (place < 0 ? '' : fields[place]));
  }
}
