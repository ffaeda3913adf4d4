import { ConfigError } from '@ecm/core';
import type { ClassificationLoss, RegionPredictor } from '@ecm/core/model';

/** A part and its type in the config. */
interface Named<Part> {
  readonly part: Part;
  readonly type: string;
}

/**
 * Refuses a classifier whose logits the loss would misread.
 *
 * @param path of the classifier in the config
 * @throws ConfigError if the classifier lays out its logits in another way than the loss
 */
export function checkLogitLayout(loss: Named<ClassificationLoss>, classifier: Named<RegionPredictor>, path: string): void {
  const { logitLayout: wanted = 'plain' } = loss.part;
  const { logitLayout: found = 'plain' } = classifier.part;
  if (wanted === found) return;
  const message = `"${classifier.type}" gives ${found} logits, but the loss "${loss.type}" reads ${wanted} ones; the page of a loss in docs/losses names its classifier.`;
  throw new ConfigError([{ path, message }]);
}
