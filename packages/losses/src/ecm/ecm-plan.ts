import type { SigmoidException, SigmoidPlan } from '../kernels/sigmoid-kernel.js';
import type { ClassTree } from '../reference/classification/class-tree.js';

/** What decides weights and targets of the effective class-margin loss. */
export interface EcmPlanInput {
  readonly labels: Int32Array;
  readonly shift: Float64Array;
  /** Weight m of each entry, background last. */
  readonly entryWeights: Float64Array;
  readonly rowFactor: (row: number) => number;
  readonly hierarchyTargets?: ClassTree | undefined;
  readonly hierarchyIgnore?: ClassTree | undefined;
}

/** Plan of Σ m_c BCE(2f − ¼ ln α_c, t_c): the label's entry (and its ancestors, if asked) is positive, descendants may be left out. */
export function ecmPlan({ labels, shift, entryWeights, rowFactor, hierarchyTargets, hierarchyIgnore }: EcmPlanInput): SigmoidPlan {
  const columns = entryWeights.length;
  const exceptionsOf = (label: number): readonly SigmoidException[] => {
    const ignored = hierarchyIgnore?.descendants[label] ?? [];
    const positives = [label, ...(hierarchyTargets?.ancestors[label] ?? [])];
    const entries = [
      ...positives.map((column) => ({ column, target: 1, weight: entryWeights[column] })),
      ...ignored.map((column) => ({ column, target: 0, weight: 0 })),
    ];
    return entries.sort((a, b) => a.column - b.column);
  };
  const known = new Map<number, readonly SigmoidException[]>();
  return {
    columns,
    active: columns,
    slope: 2,
    shift,
    rowFactor,
    weights: () => entryWeights,
    exceptions: (row) => {
      const label = labels[row];
      const entries = known.get(label) ?? exceptionsOf(label);
      known.set(label, entries);
      return entries;
    },
  };
}
