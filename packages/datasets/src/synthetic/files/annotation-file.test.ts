import { describe, expect, it } from 'vitest';

import { annotationFileText } from './annotation-file.js';

describe('annotationFileText', () => {
  it('writes one record per line and reads back equal', () => {
    const file = { info: { version: '1' }, licenses: [], images: [{ id: 1 }, { id: 2 }], annotations: [{ b: 1, a: 2 }], categories: [] };
    const text = annotationFileText(file);
    expect(JSON.parse(text)).toEqual(file);
    expect(text).toContain('\n{"id":1},\n{"id":2}\n');
    expect(text).toContain('{"b":1,"a":2}');
  });
});
