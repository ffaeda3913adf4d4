import { ConfigError } from '@ecm/core';
import type { BoxLoss } from '@ecm/core/model';

/** @returns the loss @throws ConfigError if it compares decoded boxes: region heads hand out coded deltas */
export function deltaLoss(loss: BoxLoss, path: string): BoxLoss {
  if (loss.space === 'deltas') return loss;
  const message = 'compares decoded boxes, but this head learns coded deltas; choose a loss on deltas such as "l1" or "smooth-l1".';
  throw new ConfigError([{ path, message }]);
}
