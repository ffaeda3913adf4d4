/** Prints a value as JSON for programs, or through `render` for people. */
export function output<T>(value: T, json: boolean, render: (value: T) => string): void {
  process.stdout.write(`${json ? JSON.stringify(value, null, 2) : render(value)}\n`);
}
