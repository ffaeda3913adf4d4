import { describe, expect, it } from 'vitest';

import { parseLog } from './parse-log.js';

describe('parseLog', () => {
  it('reads one object per line', () => {
    expect(parseLog('{"iter":1}\n\n{"iter":2}\n', 'log.jsonl')).toEqual([{ iter: 1 }, { iter: 2 }]);
    expect(parseLog('', 'log.jsonl')).toEqual([]);
  });

  it('leaves out a last line that was being written when the run was killed', () => {
    expect(parseLog('{"iter":1}\n{"iter":2', 'log.jsonl')).toEqual([{ iter: 1 }]);
    expect(parseLog('{"iter":1}\n{"iter":2}', 'log.jsonl')).toHaveLength(2);
  });

  it('says which line is wrong', () => {
    expect(() => parseLog('{"iter":1}\n17\n{"iter":2}\n', 'log.jsonl')).toThrowErrorMatchingInlineSnapshot(
      `[DataError: log.jsonl, line 2: A log line must be a JSON object.]`,
    );
  });
});
