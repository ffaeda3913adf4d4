/** Characters of a class's name that a table shows. */
const WIDEST = 60;
/** What moves the cursor, changes colours, or turns the direction of what follows. */
const CONTROLS = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** A class's name for the terminal: one line, not too wide, without characters that command a terminal; files hold it as it is. */
export function classLabel(name: string): string {
  const characters = Array.from(name.slice(0, 4 * WIDEST).replaceAll(CONTROLS, '�'));
  return characters.length <= WIDEST && name.length <= 4 * WIDEST ? characters.join('') : `${characters.slice(0, WIDEST - 1).join('')}…`;
}
