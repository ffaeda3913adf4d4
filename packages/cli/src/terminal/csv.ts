/** Lines of cells as comma-separated values, with a heading. */
export function csvText(head: readonly string[], rows: readonly (readonly (string | number | undefined)[])[]): string {
  return `${[head, ...rows].map((cells) => cells.map(csvCell).join(',')).join('\n')}\n`;
}

function csvCell(value: string | number | undefined): string {
  const text = String(value ?? '');
  return /[",\n\r]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
