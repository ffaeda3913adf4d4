import type { EvaluationResult } from '@ecm/core';

import { categoryCsv } from './category-csv.js';
import { categoryTable } from './category-table.js';
import { element } from './element.js';
import { percentText } from './percent-text.js';

const KINDS = { bbox: 'Boxes', segm: 'Masks', boundary: 'Boundaries' } as const;

/** One evaluation: its figures in per cent, its classes, and both to save. */
export function resultView(result: EvaluationResult): HTMLElement {
  const { protocol, iou, summary, settings } = result;
  const figures = Object.entries(summary).map(([key, figure]) =>
    element('div', { class: 'figure', 'data-figure': key, title: String(figure) }, [
      element('dt', { text: key }),
      element('dd', { text: percentText(figure) }),
    ]),
  );
  const name = `${protocol}-${iou}`;
  const downloads = element('span', { class: 'buttons' }, [
    downloadButton('Save CSV', `${name}.csv`, 'text/csv', () => categoryCsv([result])),
    downloadButton('Save JSON', `${name}.json`, 'application/json', () => JSON.stringify(result, undefined, 2)),
  ]);
  const told = Object.entries(settings).map(([key, value]) => `${key} ${JSON.stringify(value)}`);
  return element('article', { class: 'card', 'data-iou': iou }, [
    element('div', { class: 'result-head' }, [
      element('div', {}, [
        element('h2', { text: KINDS[iou] }),
        element('p', { text: [protocol, ...told, 'figures in per cent'].join(' · ') }),
      ]),
      downloads,
    ]),
    element('dl', { class: 'figures' }, figures),
    categoryTable(result),
  ]);
}

function downloadButton(text: string, file: string, type: string, content: () => string): HTMLButtonElement {
  const button = element('button', { type: 'button', text });
  button.addEventListener('click', () => {
    const href = URL.createObjectURL(new Blob([content()], { type }));
    element('a', { href, download: file }).click();
    setTimeout(() => {
      URL.revokeObjectURL(href);
    }, 10_000);
  });
  return button;
}
