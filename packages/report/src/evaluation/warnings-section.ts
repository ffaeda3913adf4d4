import { html } from '../html/markup.js';
import type { Section } from '../html/page.js';
import type { EvaluationRecord } from './evaluation-record.js';

/** What looks wrong about the input, once each. */
export function warningsSection(evaluations: readonly EvaluationRecord[]): Section | undefined {
  const messages = evaluations.flatMap(({ name, result }) => (result.warnings ?? []).map(({ kind, message }) => ({ kind, message, name })));
  if (messages.length === 0) return undefined;
  const distinct = [...new Set(messages.map(({ message }) => message))];
  const items = distinct.map((message) => {
    const names = messages.filter((other) => other.message === message).map(({ name }) => name);
    // A warning about the ground truth belongs to all.
    const whose = names.length < evaluations.length ? `${names.join(', ')}: ` : '';
    return html`<li>${whose}${message}</li>`;
  });
  return {
    id: 'warnings',
    title: 'Warnings',
    body: html`<ul>
      ${items}
    </ul>`,
  };
}
