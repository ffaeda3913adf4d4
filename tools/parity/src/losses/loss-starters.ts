import type { CaseStarter } from './golden-step.js';

/** Losses on logits in one way of computing them, and how that way starts a case. */
interface LossImplementations<Factory> {
  /** By the goldens' names. */
  readonly losses: Readonly<Record<string, Factory>>;
  readonly starter: (factory: Factory) => CaseStarter;
  /** EQL v2 on several workers, whose gradients are added up. */
  readonly eqlv2Workers: CaseStarter;
}

/** Starters by the goldens' loss names; a loss after a normed classifier goes by its own name behind it. */
export function lossStarters<Factory>({
  losses,
  starter,
  eqlv2Workers,
}: LossImplementations<Factory>): Readonly<Record<string, CaseStarter>> {
  const named: Readonly<Record<string, Factory>> = {
    ...losses,
    'normed_linear+ecm': losses['ecm'],
    'normed_linear+seesaw': losses['seesaw'],
  };
  const plain = Object.fromEntries(Object.entries(named).map(([name, factory]) => [name, starter(factory)]));
  return { ...plain, eqlv2: (first) => (first.param('workers') === undefined ? plain['eqlv2'](first) : eqlv2Workers(first)) };
}
