import { describe, expect, it } from 'vitest';

import { html, Markup } from './markup.js';

describe('html', () => {
  it('escapes texts and numbers, and leaves markup and lists of markup alone', () => {
    const name = `<b>"R&D"'s</b>`;
    expect(html`<p title="${name}">${new Markup('<i>x</i>')}${[1, 2].map((n) => html`<b>${n}</b>`)}</p>`.text).toBe(
      '<p title="&lt;b&gt;&quot;R&amp;D&quot;&#39;s&lt;/b&gt;"><i>x</i><b>1</b><b>2</b></p>',
    );
  });
});
