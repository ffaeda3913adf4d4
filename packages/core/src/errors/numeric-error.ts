import { UserError } from './user-error.js';

/** A number became NaN or infinite where training cannot go on. */
export class NumericError extends UserError {
  override readonly name = 'NumericError';
}
