import Table from 'cli-table3';

/** Prints a value as JSON for programs, or through `render` for people. */
export function output<T>(value: T, json: boolean, render: (value: T) => string): void {
  process.stdout.write(`${json ? JSON.stringify(value, null, 2) : render(value)}\n`);
}

/** A table of text cells with a heading. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const drawn = new Table({ head: [...head], style: { head: [], border: [] } });
  drawn.push(...rows.map((row) => [...row]));
  return drawn.toString();
}
