import { UserError } from '@ecm/core';

/** Options that do not fit together, or lack one another: the command is to be typed differently. */
export class UsageError extends UserError {
  override readonly name = 'UsageError';
}
