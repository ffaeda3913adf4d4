import { html, type Markup } from './markup.js';
import { pageStyle } from './page-style.js';

/** A part of the page with a heading of its own. */
export interface Section {
  /** Anchor inside the page. */
  readonly id: string;
  readonly title: string;
  readonly body: Markup;
}

/** Puts sections into one HTML document that needs no other file. */
export function page(title: string, introduction: Markup, sections: readonly Section[]): string {
  const links = sections.map(({ id, title: text }) => html`<a href="#${id}">${text}</a> `);
  const bodies = sections.map(
    ({ id, title: text, body }) =>
      html`<section>
        <h2 id="${id}">${text}</h2>
        ${body}
      </section> `,
  );
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style>
          ${pageStyle}
        </style>
      </head>
      <body>
        <header>
          <h1>${title}</h1>
          ${introduction}
          <nav>${links}</nav>
        </header>
        ${bodies}
      </body>
    </html> `.text;
}
