/** How published figures are rounded. */

/** Without the dust of binary fractions. */
export const tidy = (value: number): number => Number(value.toFixed(9)) + 0;

/** To the nearest step; a half upwards, also where binary fractions put it a hair below. */
export const roundToStep = (value: number, step: number): number =>
  tidy(Math.floor(value / step + 0.5 + 1e-9) * step);

/** Upwards, to one step at least. */
export const roundUpToStep = (value: number, step: number): number =>
  tidy(Math.max(1, Math.ceil(value / step - 1e-9)) * step);
