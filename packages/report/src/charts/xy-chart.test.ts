import { describe, expect, it } from 'vitest';

import { xyChart } from './xy-chart.js';

const chart = {
  x: { name: 'training images', logarithmic: true },
  y: { name: 'AP', least: 0 },
  series: [
    { name: 'rare & few', colour: '#ff0000', style: 'points', points: [[1, 5] as const, [0, 7] as const, [10, Number.NaN] as const] },
    { name: 'mean', colour: '#0000ff', style: 'line', points: [[1, 5] as const, [100, 50] as const] },
  ],
} as const;

describe('xyChart', () => {
  it('draws SVG with names, escaped, and colours of the series', () => {
    const { text } = xyChart(chart);
    expect(text).toMatch(/^<svg [^>]*viewBox="0 0 380 250"/);
    for (const part of ['training images', 'rare &amp; few', '#ff0000', '#0000ff']) expect(text).toContain(part);
  });

  it('leaves out points that an axis cannot show', () => {
    // One circle is left of the three points.
    const one = { ...chart, series: chart.series.slice(0, 1) };
    expect(xyChart(one).text.match(/fill="#ff0000"/g)).toHaveLength(1);
  });

  it('gives equal text for equal charts, and names of its own to others on the same page', () => {
    const { text } = xyChart(chart);
    expect(xyChart(chart).text).toBe(text);
    const names = (svg: string): Set<string> => new Set(svg.match(/plot-\w+-\d+/g));
    const other = names(xyChart({ ...chart, y: { name: 'recall' } }).text);
    expect([...names(text)].some((name) => other.has(name))).toBe(false);
  });
});
