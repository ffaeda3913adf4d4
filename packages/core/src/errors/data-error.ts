import { UserError } from './user-error.js';

/** A data set, an image or a result file is not as its format asks. */
export class DataError extends UserError {
  override readonly name = 'DataError';
  readonly file: string;

  /**
   * @param file path of the file
   * @param where record, key or byte offset inside it, e.g. `"annotation 17"`; empty for the whole file
   * @param message what was expected, what was found, what to do
   */
  constructor(file: string, where: string, message: string) {
    super(`${file}${where === '' ? '' : `, ${where}`}: ${message}`);
    this.file = file;
  }
}
