/** A figure in per cent with two decimals; a dash where there is none (NaN, or −1 in summaries). */
export function percentText(figure: number): string {
  return Number.isNaN(figure) || figure < 0 ? '–' : (100 * figure).toFixed(2);
}
