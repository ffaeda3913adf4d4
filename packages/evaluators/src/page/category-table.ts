import type { CategoryResult, EvaluationResult } from '@ecm/core';

import type { CategoryColumn } from './category-rows.js';
import { categoryColumns, orderCategories } from './category-rows.js';
import { element } from './element.js';
import { percentText } from './percent-text.js';

const GROUPS = [
  ['', 'all groups'],
  ['r', 'rare'],
  ['c', 'common'],
  ['f', 'frequent'],
] as const;

/** The table of classes, with search, groups and order. */
export function categoryTable(result: EvaluationResult): HTMLElement {
  const columns = categoryColumns(result);
  let column = columns[0];
  let descending = false;
  const search = element('input', { type: 'search', placeholder: 'find a class', 'aria-label': 'find a class' });
  const groups = element(
    'select',
    { 'aria-label': 'group' },
    GROUPS.map(([value, text]) => element('option', { value, text })),
  );
  const count = element('span', { class: 'count' });
  const body = element('tbody');
  const headings = columns.map((heading) => {
    const button = element('button', { type: 'button', text: heading.title });
    button.addEventListener('click', () => {
      descending = column === heading ? !descending : heading.kind !== 'text';
      column = heading;
      show();
    });
    return element('th', { scope: 'col', ...(heading.kind === 'text' ? { class: 'text' } : {}) }, [button]);
  });

  function show(): void {
    const rows = orderCategories(result.categories, { search: search.value, frequency: groups.value, column, descending });
    body.replaceChildren(...rows.map((category) => categoryRow(columns, category)));
    count.textContent = `${rows.length} of ${result.categories.length} classes`;
    headings.forEach((heading, i) => {
      if (columns[i] === column) heading.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
      else heading.removeAttribute('aria-sort');
    });
  }

  search.addEventListener('input', show);
  groups.addEventListener('change', show);
  groups.hidden = !columns.some(({ title }) => title === 'group');
  show();
  const head = element('thead', {}, [element('tr', {}, headings)]);
  return element('div', {}, [
    element('div', { class: 'tools' }, [search, groups, count]),
    element('div', { class: 'rows', tabindex: '0' }, [element('table', {}, [head, body])]),
  ]);
}

function categoryRow(columns: readonly CategoryColumn[], category: CategoryResult): HTMLTableRowElement {
  const cells = columns.map(({ title, kind, value }) => {
    const content = value(category);
    if (kind === 'count') return element('td', { text: content.toLocaleString('en') });
    if (typeof content === 'string') return element('td', { text: content, class: title === 'group' ? `text ${content}` : 'text' });
    const text = percentText(content);
    if (title !== 'AP' || Number.isNaN(content)) return element('td', { text });
    return element('td', { text, class: 'share', style: `--share: ${Math.round(100 * content)}%` });
  });
  return element('tr', {}, cells);
}
