import { figuresOf, throughputRatio } from '../measure/figures.js';
import type { Series } from '../measure/rounds.js';
import { short, spread } from './numbers.js';
import { table } from './table.js';

const HEAD = [
  'contestant',
  'per second (spread)',
  'p50 ms',
  'p99 ms',
  'CPU s/1,000',
  'peak MB',
  'monolith ÷ it',
];

/**
 * One workload: medians of the rounds, with their spread, and the ratio of the monolith to each.
 */
export function seriesTable(series: Series[]): string {
  const monolith = series.find(({ contestant }) => contestant === 'monolith');
  const rows = series.map((each) => {
    const { perSecond, p50Ms, p99Ms, cpuPerThousand, peakMb } = figuresOf(each);
    return [
      each.contestant,
      spread(perSecond),
      short(p50Ms.median),
      short(p99Ms.median),
      short(cpuPerThousand.median),
      short(peakMb),
      monolith && each !== monolith ? spread(throughputRatio(monolith, each)) : '',
    ];
  });
  return table(HEAD, rows);
}
