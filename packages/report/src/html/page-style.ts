import { Markup } from './markup.js';

/** Style sheet of the report. Light only: plots and pictures are made for white paper. */
export const pageStyle = new Markup(`
:root { color-scheme: light; --ink: #1f2430; --soft: #667085; --line: #e3e6ec; --tint: #f6f7f9; --accent: #2f6db5; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.5rem 5rem; max-width: 1180px; background: #fff; color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
h1 { margin: 0 0 .25rem; font-size: 1.7rem; }
h2 { margin: 2.75rem 0 .75rem; padding-bottom: .3rem; border-bottom: 2px solid var(--line); font-size: 1.2rem; }
h3 { margin: 1.5rem 0 .5rem; font-size: 1rem; }
p { margin: .4rem 0 .9rem; max-width: 75ch; }
.soft { color: var(--soft); }
nav { margin: 1rem 0 0; display: flex; flex-wrap: wrap; gap: .3rem 1.1rem; }
a { color: var(--accent); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .3rem .75rem; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap; }
th { color: var(--soft); font-weight: 600; font-size: .87rem; }
th:first-child, td:first-child, .text { text-align: left; max-width: 60ch; overflow: hidden; text-overflow: ellipsis; }
h1, .legend, figcaption { overflow-wrap: anywhere; }
tr.group td { padding-top: .9rem; background: none; color: var(--soft); font-weight: 600; }
td.best { font-weight: 700; background: #eaf3ea; }
.plots { display: grid; grid-template-columns: repeat(auto-fill, minmax(300px, 1fr)); gap: 1.2rem; }
figure { margin: 0; min-width: 0; }
figcaption { margin-bottom: .2rem; font-weight: 600; font-size: .92rem; }
figure:not(.wide) > svg { display: block; width: 100%; max-width: 560px; height: auto; }
figure.wide > svg { display: block; max-width: 100%; height: auto; }
.swatch { display: inline-block; width: .8em; height: .8em; margin-right: .45em; border-radius: 2px; vertical-align: -.05em; }
.legend { display: flex; flex-wrap: wrap; gap: .1rem .9rem; min-height: 2.9em; align-content: flex-end; font-size: .82rem; color: var(--soft); }
.gallery { display: grid; gap: 1rem; margin-bottom: 1.5rem; }
.gallery img { display: block; width: 100%; height: auto; border: 1px solid var(--line); border-radius: 4px; }
.gallery figcaption { font-weight: 400; }
details { margin: .6rem 0; }
summary { cursor: pointer; font-weight: 600; }
pre { overflow: auto; max-height: 34rem; padding: 1rem; background: var(--tint); border: 1px solid var(--line); border-radius: 6px;
  font: 12.5px/1.45 ui-monospace, "SF Mono", Menlo, "DejaVu Sans Mono", monospace; }
@media print { body { max-width: none; } details:not([open]) { display: none; } }
`);
