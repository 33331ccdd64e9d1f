import type { KernelFigures } from '../kernel/kernel-figures.js';
import { short } from './numbers.js';
import { table } from './table.js';

export function kernelTable(figures: KernelFigures[]): string {
  return table(
    ['AUTH_CLIENT', 'binding', 'calls/s', 'p50 ms', 'p99 ms'],
    figures.map(({ call, binding, perSecond, p50Ms, p99Ms }) => [
      call,
      binding,
      short(perSecond),
      short(p50Ms),
      short(p99Ms),
    ]),
  );
}
