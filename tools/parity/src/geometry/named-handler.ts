import type { CaseResult, GoldenFile, GoldenHandler, ParityContext } from '../handler.js';

/** A handler for the golden files of one name, in whatever folder. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- goldens are JSON; the caller knows what the format says
export function namedHandler<Content>(
  name: string,
  run: (content: Content, context: { readonly file: GoldenFile; readonly parity: ParityContext }) => Iterable<CaseResult>,
): GoldenHandler {
  return {
    matches: (file) => file.path === name || file.path.endsWith(`/${name}`),
    run: (file, parity) => run(file.read() as Content, { file, parity }),
  };
}

/** Compares two values by their JSON; both are shown if they differ. */
export function equalCase(name: string, found: unknown, expected: unknown): CaseResult {
  const [foundText, expectedText] = [JSON.stringify(found), JSON.stringify(expected)];
  if (foundText === expectedText) return { name, passed: true };
  return { name, passed: false, detail: `${expectedText.slice(0, 200)} expected, ${foundText.slice(0, 200)} found` };
}
