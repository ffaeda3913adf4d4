import { NumericError } from '@ecm/core';

/** What a loss does when it becomes NaN or infinite: `throw` a sentence that names the place, or `pass` the number on. */
export type NanPolicy = 'throw' | 'pass';

/** @throws NumericError that names the first bad logit if a loss is not finite */
export function checkFinite(name: string, loss: number | Float32Array, logits: Float32Array, shape: readonly number[]): void {
  const finite = typeof loss === 'number' ? Number.isFinite(loss) : loss.every((value) => Number.isFinite(value));
  if (finite) return;
  const at = logits.findIndex((value) => !Number.isFinite(value));
  const advice = `Lower the learning rate or clip gradients; set "nan": "pass" to let such numbers through.`;
  if (at < 0)
    throw new NumericError(`${name}: the loss is ${String(loss)} although all logits are finite. Check weights and targets. ${advice}`);
  const columns = shape.at(-1) ?? 1;
  throw new NumericError(
    `${name}: the loss is not finite, because the logit in row ${Math.floor(at / columns)}, column ${at % columns} of ` +
      `[${shape.join(', ')}] is ${logits[at]}. ${advice}`,
  );
}
