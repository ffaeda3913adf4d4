/**
 * A mistake of the user or of the user's data, not of the program. The message says what happened, where, and what to do
 * next; command-line tools print it without a stack trace.
 */
export class UserError extends Error {
  override readonly name: string = 'UserError';
}
