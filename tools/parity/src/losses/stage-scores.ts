import type { Found, GoldenStep } from './golden-step.js';

/** Scores of a three-stage cascade: mean logits activated once, or mean of activated scores; and the first stage's best classes. */
export function stageScores(step: GoldenStep, activate: (logits: Float64Array) => ArrayLike<number>): Found {
  const stages = ['stage1', 'stage2', 'stage3'].map((name) => step.array(name).data);
  const mean = (lists: readonly ArrayLike<number>[]) =>
    Float64Array.from(lists[0], (_, k) => lists.reduce((sum, list) => sum + list[k], 0) / lists.length);
  const scores = step.param('stageEnsemble') === 'scores' ? mean(stages.map(activate)) : activate(mean(stages));
  const [rows, columns] = step.array('stage1').shape;
  const first = Array.from(activate(stages[0]));
  const labels = Array.from({ length: rows }, (_, row) => {
    const classes = first.slice(row * columns, (row + 1) * columns - 1);
    return classes.indexOf(Math.max(...classes));
  });
  return { scores, refine_label: labels };
}
