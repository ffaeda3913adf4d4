const escape = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');
const unescape = (key: string): string => key.replaceAll('~1', '/').replaceAll('~0', '~');

/** Joins a JSON pointer and one more key (RFC 6901). */
export function childPointer(pointer: string, key: string | number): string {
  return `${pointer}/${escape(String(key))}`;
}

/** Keys of a JSON pointer; none for the whole document. */
export function pointerKeys(pointer: string): string[] {
  return pointer === '' ? [] : pointer.slice(1).split('/').map(unescape);
}
