/** A fenced block of a Markdown file. */
export interface Fence {
  /** Path of the file from the repository's root. */
  readonly file: string;
  /** Line of the block's first line of code, from 1. */
  readonly line: number;
  /** What stands behind the opening back-ticks, e.g. `ts` or `js plugin`. */
  readonly info: string;
  readonly code: string;
}

/** Every fenced block of a Markdown text. */
export function fencesOf(file: string, text: string): Fence[] {
  return [...text.matchAll(/^```([^\n]*)\n([\s\S]*?)^```$/gmu)].map(({ index, 1: info = '', 2: code = '' }) => ({
    file,
    line: text.slice(0, index).split('\n').length + 1,
    info: info.trim(),
    code,
  }));
}

/** Whether a block is an example that must run: TypeScript or JavaScript without a further word such as `no-run` or `plugin`. */
export const isRunnable = ({ info }: Fence): boolean => info === 'ts' || info === 'js';

/** What an example says it prints: the texts of its comments `// → …`, in order. */
export const promisedOutput = (code: string): string[] => [...code.matchAll(/\/\/ → (.*)$/gmu)].map(([, said = '']) => said.trim());
