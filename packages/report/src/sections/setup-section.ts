import { html, type Markup } from '../html/markup.js';
import type { Section } from '../html/page.js';
import type { RunRecord } from '../record/run-record.js';

/** Environment and resolved config of each run. */
export function setupSection(runs: readonly RunRecord[]): Section | undefined {
  const known = runs.filter(({ config, environment }) => config !== undefined || environment !== undefined);
  if (known.length === 0) return undefined;
  const parts = known.map(({ name, config, environment }) => {
    const heading = runs.length > 1 ? html`<h3>${name}</h3>` : '';
    const table = environment === undefined ? '' : environmentTable(environment);
    const record =
      config === undefined
        ? ''
        : html`<details>
            <summary>Config</summary>
            <pre>${JSON.stringify(config, undefined, 2)}</pre>
          </details>`;
    return html`${heading}${table}${record}`;
  });
  return { id: 'setup', title: 'Setup', body: html`${parts}` };
}

function environmentTable(environment: Readonly<Record<string, unknown>>): Markup {
  const rows = Object.entries(environment).map(([key, value]) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return html`<tr>
      <td>${key}</td>
      <td class="text">${text}</td>
    </tr>`;
  });
  return html`<div class="scroll">
    <table>
      ${rows}
    </table>
  </div>`;
}
