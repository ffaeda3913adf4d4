/** Cells added around a map. */
export interface Padding {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** @param padding one number for all four sides, or one per side */
export function explicitPadding(padding: number | Padding): Padding {
  return typeof padding === 'number' ? { top: padding, bottom: padding, left: padding, right: padding } : padding;
}
