import type { Summary } from '../measure/statistics.js';

/** A number with three significant digits, or without decimals from a hundred on. */
export function short(value: number): string {
  if (Number.isNaN(value)) return '–';
  return Math.abs(value) >= 100
    ? Math.round(value).toLocaleString('en')
    : `${Number(value.toPrecision(3))}`;
}

/** `median (lowest–highest)` */
export function spread({ median, lowest, highest }: Summary): string {
  return `${short(median)} (${short(lowest)}–${short(highest)})`;
}
