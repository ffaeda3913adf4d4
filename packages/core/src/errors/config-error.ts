import { UserError } from './user-error.js';

/** One thing that is wrong with a config. */
export interface ConfigProblem {
  /** JSON pointer into the resolved config, e.g. `/model/boxHead/loss/type`. */
  readonly path: string;
  readonly message: string;
}

/** A config cannot be read or does not say something that can be built. */
export class ConfigError extends UserError {
  override readonly name = 'ConfigError';
  readonly problems: readonly ConfigProblem[];
  readonly file: string | undefined;

  constructor(problems: readonly ConfigProblem[], file?: string) {
    const lines = problems.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
    super((file === undefined ? [] : [`${file}:`]).concat(lines).join('\n  '));
    this.problems = problems;
    this.file = file;
  }
}
