import {
  bestThreshold,
  decisionBoundary,
  detectionErrorBounds,
  detectionWeight,
  detectionWeightOffset,
  discreteAveragePrecision,
  ecmConstants,
  effectiveMargins,
  exactAveragePrecision,
  marginObjective,
  officialDetectionWeight,
  rank,
  sigmoid,
  softplus,
  surrogateGradients,
  surrogateScore,
} from '@ecm/losses/reference';

import type { CaseStarter, Found, GoldenStep } from '../golden-step.js';

const sumOf = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0);

function constants(step: GoldenStep): Found {
  const counts = step.paramArray('counts') ?? new Float64Array(0);
  const found = ecmConstants(counts, step.param<number | null>('bg_ratio') ?? undefined);
  const { alpha, positiveMargin, negativeMargin, positiveWeight, negativeWeight, shift, detectionWeight: m } = found;
  const total = sumOf(found.counts);
  const zeroRow = (label: number) => sumOf(m.map((weight, c) => weight * (softplus(shift[c]) - (c === label ? shift[c] : 0))));
  const rarest = counts.indexOf(Math.min(...counts));
  const frequent = counts.indexOf(Math.max(...counts));
  return {
    alpha,
    gamma_pos: positiveMargin,
    gamma_neg: negativeMargin,
    w_pos: positiveWeight,
    w_neg: negativeWeight,
    shift,
    m,
    m_upper: alpha.map((ratio) => detectionWeight(ratio, 'upper')),
    m_official_float32: found.counts.map((count) => officialDetectionWeight(count, total)),
    sum_m: [sumOf(m)],
    sum_shift: [sumOf(shift)],
    zero_logit_row_losses: [zeroRow(rarest), zeroRow(frequent), zeroRow(counts.length)],
  };
}

function margins(step: GoldenStep): Found {
  const pairs = step.param<[number, number][]>('n_pos_n_neg');
  if (pairs !== undefined) {
    const positive = pairs.map(([n, others]) => effectiveMargins(others / n).positive);
    return {
      gamma_pos: positive,
      gamma_neg: pairs.map(([n, others]) => effectiveMargins(others / n).negative),
      objective: pairs.map(([n, others], i) => marginObjective(n, others, positive[i])),
      objective_at: pairs.flatMap(([n, others]) => [0.1, 0.25, 0.5, 0.75, 0.9].map((gamma) => marginObjective(n, others, gamma))),
    };
  }
  const positions = step.param<number[]>('positions');
  if (positions !== undefined) {
    const counts = Float64Array.from(step.paramArray('counts') ?? []).sort();
    const { positiveWeight, negativeWeight } = ecmConstants(counts, step.param<number>('bg_ratio'));
    return {
      w_pos: positions.map((at) => positiveWeight[at]),
      w_neg: positions.map((at) => negativeWeight[at]),
      sum_w_pos: [sumOf(positiveWeight.subarray(0, counts.length))],
      sum_w_neg: [sumOf(negativeWeight.subarray(0, counts.length))],
    };
  }
  const both = (step.param<number[]>('alpha') ?? []).map((alpha) => effectiveMargins(alpha));
  return {
    gamma_pos: both.map(({ positive }) => positive),
    gamma_neg: both.map(({ negative }) => negative),
    w_pos: both.map(({ positive }) => 1 / positive),
    w_neg: both.map(({ negative }) => 1 / negative),
  };
}

function ranking(step: GoldenStep): Found {
  const [positives, negatives] = [step.array('positives').data, step.array('negatives').data];
  const alpha = step.param<number>('alpha') ?? 1;
  const { outranked, error, errorTiesHalf } = rank(positives, negatives);
  const bounds = detectionErrorBounds(alpha, error);
  return {
    g: outranked,
    R: [error],
    R_ties_half: [errorTiesHalf],
    ap_exact: [exactAveragePrecision(outranked, alpha)],
    ap_discrete: [discreteAveragePrecision(outranked, alpha)],
    error_lower: [bounds.lower],
    error_upper: [bounds.upper],
    best_threshold_error: [bestThreshold(positives, negatives).error],
  };
}

/** Quantities of the paper's theory. */
export const theoryStarters: Readonly<Record<string, CaseStarter>> = {
  ecm_constants: () => constants,
  margins: () => margins,
  ranking: () => ranking,
  surrogate: () => (step) => {
    const alphas = step.param<number[]>('alpha') ?? [];
    const logits = step.param<number[]>('f') ?? [];
    const table = (value: (f: number, alpha: number) => number) => alphas.flatMap((alpha) => logits.map((f) => value(f, alpha)));
    return {
      surrogate: table(surrogateScore),
      gradient_positive: table((f, alpha) => surrogateGradients(f, alpha).positive),
      gradient_negative: table((f, alpha) => surrogateGradients(f, alpha).negative),
      boundary: alphas.map(decisionBoundary),
      sigmoid_2boundary: alphas.map((alpha) => sigmoid(2 * decisionBoundary(alpha))),
    };
  },
  ap_bound: () => (step) => {
    const pairs = (step.param<number[]>('alpha') ?? []).flatMap((alpha) =>
      (step.param<number[]>('R') ?? []).map((error) => ({ alpha, error })),
    );
    const bounds = pairs.map(({ alpha, error }) => detectionErrorBounds(alpha, error));
    return {
      lower: bounds.map(({ lower }) => lower),
      upper: bounds.map(({ upper }) => upper),
      upper_sqrt: bounds.map(({ upperSqrt }) => upperSqrt),
      upper_hyperbolic: bounds.map(({ upperHyperbolic }) => upperHyperbolic),
      linear: pairs.map(({ alpha, error }) => detectionWeight(alpha) * error),
    };
  },
  detection_weight: () => (step) => {
    const alphas = step.param<number[]>('alpha') ?? [];
    return {
      m_lower: alphas.map((alpha) => detectionWeight(alpha)),
      m_upper: alphas.map((alpha) => detectionWeight(alpha, 'upper')),
      offset: alphas.map((alpha) => detectionWeightOffset(alpha)),
    };
  },
};
