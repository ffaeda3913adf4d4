/** Order of component files: by folder, then by file. */
const before = (a: string, b: string): boolean => {
  const [first, second] = [a.split('/'), b.split('/')];
  const at = first.findIndex((part, index) => part !== second[index]);
  return at !== -1 && (first[at] ?? '') < (second[at] ?? '');
};

/** Puts a line in front of the first one whose path comes later, or behind the last one that has a path. */
function insertByPath(text: string, line: string, path: string, pattern: RegExp): string {
  const lines = text.split('\n');
  const paths = lines.map((other) => pattern.exec(other)?.[1]);
  const later = paths.findIndex((other) => other !== undefined && before(path, other));
  const last = paths.findLastIndex((other) => other !== undefined);
  lines.splice(later === -1 ? last + 1 : later, 0, line);
  return lines.join('\n');
}

/**
 * Registers a component in the text of its package's `components.ts`: one import and one entry, in the order of the types.
 *
 * @param component exported constant, e.g. `myLossComponent`
 * @param path module of the component, e.g. `./my/my-loss.component.js`
 */
export function withRegistration(text: string, component: string, path: string): string {
  const imported = insertByPath(text, `import { ${component} } from '${path}';`, path, /^import \{ \w+ \} from '(\.[^']+)';$/u);
  const order = [...imported.matchAll(/^import \{ (\w+) \} from '\./gmu)].map(([, name]) => name);
  return imported.replace(/(Components[^=]*= \[)([^\]]*)\]/u, (_, head: string, list: string) => {
    const names = list.split(',').flatMap((name) => name.trim() || []);
    const later = names.findIndex((name) => order.indexOf(name) > order.indexOf(component));
    names.splice(later === -1 ? names.length : later, 0, component);
    return `${head}${names.join(', ')}]`;
  });
}

/**
 * Exports a class in the text of an entry file, in the order of the paths.
 *
 * @param path module of the class, e.g. `./my/my-loss.js`
 */
export function withExport(text: string, className: string, path: string): string {
  return insertByPath(text, `export { ${className} } from '${path}';`, path, /^(?:export|\}).* from '(\.[^']+)';$/u);
}
