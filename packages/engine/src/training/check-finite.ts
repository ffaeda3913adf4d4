import { NumericError } from '@ecm/core';

/** What is computed and from which images, for messages. */
export interface NumericContext {
  /** Number of the step that is being made, counted from 1. */
  readonly step: number;
  readonly files: readonly string[];
}

/**
 * @param what `loss term` or `gradient norm`
 * @throws NumericError naming the step, the first number that is NaN or infinite, and the images
 */
export function checkFinite(what: string, numbers: Readonly<Record<string, number>>, { step, files }: NumericContext): void {
  const broken = Object.entries(numbers).find(([, number]) => !Number.isFinite(number));
  if (broken === undefined) return;
  const [name, number] = broken;
  throw new NumericError(
    `Step ${step}: ${what} "${name}" is ${number}. Images: ${files.join(', ')}. ` +
      'Lower the learning rate, lengthen the warm-up or clip gradients, and look at these images and their annotations.',
  );
}
