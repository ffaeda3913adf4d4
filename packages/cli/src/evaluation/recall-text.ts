import type { EvaluationResult } from '@ecm/core';

import { percent } from '../terminal/quantities.js';

/** Average recalls on one line, e.g. `AR@300 74.6 …`; undefined where a protocol has none. */
export function recallText({ summary }: EvaluationResult): string | undefined {
  const recalls = Object.entries(summary).filter(([key]) => key.startsWith('AR'));
  return recalls.length === 0 ? undefined : recalls.map(([key, value]) => `${key} ${percent(value)}`).join('  ');
}
