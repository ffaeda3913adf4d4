/** What was done with records that have a problem; `noted` is no flaw, but worth knowing. */
export type ProblemAction = 'skipped' | 'kept' | 'repaired' | 'noted';

/** One kind of problem found in data: how often, and where. */
export interface DataProblem {
  /** Kebab-case name, e.g. `unknown-category`. */
  readonly kind: string;
  readonly action: ProblemAction;
  /** What it means and what to do, one sentence. */
  readonly meaning: string;
  readonly count: number;
  /** The first few places, e.g. `annotation 17`. */
  readonly examples: readonly string[];
}

/** What reading or checking data found; nothing that was left out is missing here. */
export interface DataReport {
  readonly file: string;
  readonly images: number;
  readonly annotations: number;
  readonly problems: readonly DataProblem[];
}

/** Name, consequence and meaning of a kind of problem. */
export interface ProblemKind {
  readonly kind: string;
  readonly action: ProblemAction;
  readonly meaning: string;
}

const EXAMPLES = 5;

/** Counts problems by kind and keeps the first examples of each. */
export class ProblemLog {
  readonly #problems = new Map<string, { kind: ProblemKind; count: number; examples: string[] }>();

  note(kind: ProblemKind, example: string): void {
    let entry = this.#problems.get(kind.kind);
    if (entry === undefined) this.#problems.set(kind.kind, (entry = { kind, count: 0, examples: [] }));
    entry.count++;
    if (entry.examples.length < EXAMPLES) entry.examples.push(example);
  }

  count(kind: ProblemKind): number {
    return this.#problems.get(kind.kind)?.count ?? 0;
  }

  finish(): readonly DataProblem[] {
    return [...this.#problems.values()].map(({ kind, count, examples }) => ({ ...kind, count, examples }));
  }
}
