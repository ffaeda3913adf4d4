/** Bias that starts a sigmoid at probability π: −ln((1 − π)/π). */
export function biasOfPrior(prior: number): number {
  return -Math.log((1 - prior) / prior);
}

/** Bias that starts the surrogate σ(2f + shift) at probability π: ½ (ln(π/(1 − π)) − shift). */
export function biasOfSurrogatePrior(prior: number, shift: number): number {
  return (biasOfPrior(prior) - shift) / 2;
}
