import type { Series } from '../charts/xy-chart.js';
import { xyChart } from '../charts/xy-chart.js';
import { html, Markup } from '../html/markup.js';
import type { Figure } from './figure.js';

const panelHeight = 300;
const titleHeight = 52;
const legendLine = 20;
/** Width of a letter at the legend's font size; generous, since fonts differ. */
const letterWidth = 6.6;
const markWidth = 34;

/** Draws a figure as one SVG document: its title, the panels side by side and one legend for all of them. */
export function figureSvg({ title, caption, panels }: Figure): string {
  const panelWidth = panels.length === 1 ? 560 : 390;
  const width = panelWidth * panels.length;
  const entries = placed(distinct(panels.flatMap(({ series }) => series)), width);
  const height = titleHeight + panelHeight + legendLine * (1 + (entries.at(-1)?.line ?? 0)) + 10;
  const charts = panels.map((panel, index) => {
    const chart = xyChart({ ...panel, width: panelWidth, height: panelHeight, legend: false }).text;
    const inner = new Markup(chart.replace('<svg ', `<svg x="${panelWidth * index}" y="${titleHeight}" `));
    const middle = panelWidth * (index + 0.5) + 16;
    return html`<text x="${middle}" y="44" text-anchor="middle" font-size="13" fill="#444b5a">${panel.title}</text>${inner}`;
  });
  const top = titleHeight + panelHeight + 14;
  const legend = entries.map(({ series, x, line }) => legendEntry(series, x, top + legendLine * line));
  const font = 'system-ui, Segoe UI, Roboto, DejaVu Sans, sans-serif';
  return html`<svg
    xmlns="http://www.w3.org/2000/svg"
    width="${width}"
    height="${height}"
    viewBox="0 0 ${width} ${height}"
    font-family="${font}"
  >
    <title>${title}</title>
    <desc>${caption}</desc>
    <rect width="100%" height="100%" fill="#ffffff" />
    <text x="14" y="22" font-size="15" font-weight="600" fill="#1f2430">${title}</text>
    ${charts} ${legend}
  </svg>`.text;
}

/** The same series in several panels is one entry. */
function distinct(all: readonly Series[]): Series[] {
  return [...new Map(all.map((series) => [`${series.name} ${series.colour} ${series.style}`, series])).values()];
}

interface PlacedEntry {
  readonly series: Series;
  readonly x: number;
  readonly line: number;
}

function placed(all: readonly Series[], width: number): PlacedEntry[] {
  let x = 14;
  let line = 0;
  return all.map((series) => {
    const own = markWidth + series.name.length * letterWidth + 14;
    if (x + own > width && x > 14) {
      x = 14;
      line++;
    }
    const entry = { series, x, line };
    x += own;
    return entry;
  });
}

function legendEntry({ name, colour, style, size }: Series, x: number, y: number): Markup {
  const dashes = { line: '', dashed: '6 4', dotted: '2 3', points: '' }[style];
  const mark =
    style === 'points'
      ? html`<circle cx="${x + 14}" cy="${y - 4}" r="${(size ?? 6) / 2}" fill="${colour}" fill-opacity="0.75" />`
      : html`<line
          x1="${x}"
          x2="${x + 28}"
          y1="${y - 4}"
          y2="${y - 4}"
          stroke="${colour}"
          stroke-width="${size ?? 1.8}"
          stroke-dasharray="${dashes}"
        />`;
  return html`${mark}<text x="${x + markWidth}" y="${y}" font-size="12" fill="#444b5a">${name}</text>`;
}
