import type { CaseResult, GoldenHandler } from '../handler.js';

/** Recognises files of training proposals; they are compared together with the models that name them. */
export const proposalsHandler: GoldenHandler = {
  matches: (file) => {
    const { note, images } = file.read() as { readonly note?: unknown; readonly images?: unknown };
    return typeof note === 'string' && note.startsWith('training proposals') && Array.isArray(images);
  },
  run: (): Iterable<CaseResult> => [],
};
