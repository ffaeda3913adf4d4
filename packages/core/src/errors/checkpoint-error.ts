import { UserError } from './user-error.js';

/** A checkpoint or weight file cannot be used. */
export class CheckpointError extends UserError {
  override readonly name = 'CheckpointError';
  readonly file: string;

  /** @param tensor name of the tensor concerned; empty for the whole file */
  constructor(file: string, tensor: string, message: string) {
    super(`${file}${tensor === '' ? '' : `, tensor ${tensor}`}: ${message}`);
    this.file = file;
  }
}
