/** Sections that the notes beside every loss must have, in this order. */
export const noteSections = ['Formula', 'When to use it', 'State', 'Used in', 'Gradient'] as const;

/** Heading of a section of the notes. */
export type NoteSection = (typeof noteSections)[number];

/** How the gradients of a loss are drawn, where the defaults do not show what is particular about it. */
export interface GradientSettings {
  /** Options of the loss. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** State of the loss, by tensor name. */
  readonly state?: Readonly<Record<string, readonly number[]>>;
  /** Soft target of the rows with objects, for losses that read one. */
  readonly quality?: number;
  /** Column of the frequent and of the rare class, if it is not 0 and 2. */
  readonly columns?: { readonly frequent: number; readonly rare: number };
}

/** What is written by hand about a loss, beside its source. */
export interface LossNotes {
  readonly title: string;
  readonly sections: Readonly<Record<NoteSection, string>>;
  readonly gradient: GradientSettings;
}

/**
 * Reads the notes on a loss: a Markdown file with a title, the sections of `noteSections`, and optionally a comment
 * `<!-- gradient: { … } -->` with settings of the plot.
 *
 * @param file path for messages
 * @throws Error that says which section is missing, empty or out of place
 */
export function lossNotes(file: string, text: string): LossNotes {
  const [, title] = /^# (.+)$/mu.exec(text) ?? [];
  if (title === undefined) throw new Error(`${file} has no title: start it with "# Name of the loss".`);
  const [, settings = '{}'] = /^<!-- gradient: ([\s\S]*?) -->$/mu.exec(text) ?? [];
  const parts = text.split(/^## (.+)$/mu).slice(1);
  const found = parts.filter((_, i) => i % 2 === 0);
  if (found.join() !== noteSections.join()) {
    throw new Error(`${file} has the sections ${found.join(', ') || '(none)'}: write ${noteSections.join(', ')}, in this order.`);
  }
  const bodies = parts.filter((_, i) => i % 2 === 1).map((body) => body.trim());
  const empty = bodies.indexOf('');
  if (empty >= 0) throw new Error(`${file} says nothing under "${found[empty]}": write a sentence.`);
  const sections = Object.fromEntries(noteSections.map((name, i) => [name, bodies[i]])) as Record<NoteSection, string>;
  return { title, sections, gradient: JSON.parse(settings) as GradientSettings };
}
