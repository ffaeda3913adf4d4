import { describe, expect, it } from 'vitest';

import type { Figure } from './figure.js';
import { figureSvg } from './figure-svg.js';
import { renderFigures } from './render-figures.js';

const chart = {
  x: { name: 'α', logarithmic: true, least: 1e-2, most: 1e6 },
  y: { name: 'γ', least: 0, most: 1 },
  series: [
    { name: 'γ⁺ & more', colour: '#c2413b', style: 'dashed', points: [[0.01, 0.2] as const, [1e6, 0.97] as const] },
    { name: 'classes', colour: '#2f6db5', style: 'points', points: [[10, 0.6] as const] },
  ],
} as const;
const figure: Figure = {
  name: 'figure-4',
  title: 'Margins <of> α',
  caption: 'Curves & dots.',
  panels: [
    { title: 'left', ...chart },
    { title: 'right', ...chart, y: { name: 'w', logarithmic: true } },
  ],
  tables: [
    {
      name: 'figure-4',
      columns: ['class', 'alpha'],
      rows: [
        ['a,"b"', 0.1],
        ['c', undefined],
      ],
    },
  ],
};

describe('figureSvg', () => {
  const svg = figureSvg(figure);

  it('puts panels side by side, with titles, names of axes and one legend', () => {
    expect(svg).toMatch(/^<svg\s+xmlns="[^"]+"\s+width="780"/u);
    expect(svg.match(/<svg\s/gu)).toHaveLength(3);
    for (const text of ['Margins &lt;of&gt; α', 'left', 'right', '>α<', '>γ<', '>w<']) expect(svg).toContain(text);
    expect(svg.match(/γ⁺ &amp; more/gu)).toHaveLength(1);
    expect(svg).toContain('stroke-dasharray');
  });

  it('labels the ends of logarithmic axes with powers of ten', () => {
    expect(svg).toContain('>10⁻²<');
    expect(svg).toContain('>10⁶<');
  });

  it('breaks a long legend into lines', () => {
    const many = Array.from({ length: 12 }, (_, i) => ({ ...chart.series[0], name: `a rather long name ${i}` }));
    const height = (text: string): number => Number(/height="(\d+)"/u.exec(text)?.[1]);
    expect(height(figureSvg({ ...figure, panels: [{ title: '', ...chart, series: many }] }))).toBeGreaterThan(height(svg));
  });
});

describe('renderFigures', () => {
  const text = renderFigures({ title: 'Theory', notes: ['A note.'], figures: [figure] });

  it('shows figures, captions and notes in one file that needs no other', () => {
    for (const part of ['A note.', 'Curves &amp; dots.', 'figure-4.csv', '<h2 id="figure-4">']) expect(text).toContain(part);
    expect(text).not.toMatch(/<script|<link|(src|href)="(?!data:|#)/u);
  });

  it('carries the numbers', () => {
    const [, csv = ''] = /href="data:text\/csv;charset=utf-8,([^"]*)"/u.exec(text) ?? [];
    expect(decodeURIComponent(csv)).toBe('class,alpha\n"a,""b""",0.1\nc,\n');
  });
});
