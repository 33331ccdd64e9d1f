import { StartError } from '#glue/errors';

const MS = new Map(Object.entries({ us: 0.001, µs: 0.001, ms: 1, s: 1_000 }));
const BYTES_PER_MS = new Map(Object.entries({ kbit: 0.125, Mbit: 125, Gbit: 125_000 }));

/**
 * A time such as `0.4ms`, in milliseconds.
 *
 * @throws StartError that names the option
 */
export function readTime(option: string, text: string): number {
  return read(option, text, MS, 'a time with a unit, such as 0.4ms, 400us or 1s');
}

/** A bandwidth such as `100Mbit`, per second, in bytes per millisecond. */
export function readBandwidth(option: string, text: string): number {
  const bandwidth = read(option, text, BYTES_PER_MS, 'bits per second, such as 100Mbit or 1Gbit');
  if (bandwidth > 0) return bandwidth;
  throw new StartError(`${option} "${text}" must be above 0.`);
}

function read(
  option: string,
  text: string,
  units: ReadonlyMap<string, number>,
  what: string,
): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?) ?([A-Za-zµ]+)$/.exec(text.trim()) ?? [];
  const factor = unit === undefined ? undefined : units.get(unit);
  if (factor === undefined) throw new StartError(`${option} "${text}" must be ${what}.`);
  return Number(number) * factor;
}
