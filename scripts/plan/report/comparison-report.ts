import { percentile } from '../model/percentile.js';
import { byRoute } from '../model/by-route.js';
import { type RouteForecast } from '../model/predict.js';
import type { Recording } from '../recordings/recording.js';
import { textTable, two } from './text-table.js';

/** Below this many a p50 says little. */
const FEW = 30;

/** A forecast beside what was measured of the real grouping. */
export interface Compared {
  readonly route: string;
  readonly crosses: boolean;
  /** In the smaller of both runs. */
  readonly requests: number;
  readonly p50: { readonly now: number; readonly predicted: number; readonly measured: number };
  readonly p99: { readonly low: number; readonly high: number; readonly measured: number };
}

/** Routes that both runs have. */
export function compare(routes: readonly RouteForecast[], measured: Recording): Compared[] {
  const real = byRoute(measured);
  return routes.flatMap(({ route, requests, calls, p50, p99 }) => {
    const times = real.get(route)?.map(({ ms }) => ms) ?? [];
    if (times.length === 0) return [];
    return {
      route,
      crosses: calls > 0,
      requests: Math.min(requests, times.length),
      p50: { now: p50.now, predicted: p50.then, measured: percentile(times, 50) },
      p99: { low: p99.low, high: p99.high, measured: percentile(times, 99) },
    };
  });
}

/** How far a prediction is from what was measured, such as 0.1 for 10 % too much. */
export function errorOf({ p50 }: Compared): number {
  return p50.predicted / p50.measured - 1;
}

export function comparisonTable(routes: readonly Compared[]): string {
  const head = [
    'route',
    'requests',
    'crosses',
    'p50 in one process',
    'predicted',
    'measured',
    'error',
    'p99 predicted',
    'measured',
  ];
  const rows = routes.map((each) => {
    const { route, requests, crosses, p50, p99 } = each;
    const percent = Math.round(errorOf(each) * 100);
    return [
      route,
      `${requests}${requests < FEW ? ' (few)' : ''}`,
      crosses ? 'yes' : 'no',
      two(p50.now),
      two(p50.predicted),
      two(p50.measured),
      `${percent > 0 ? '+' : ''}${percent} %`,
      `${two(p99.low)} to ${two(p99.high)}`,
      two(p99.measured),
    ];
  });
  return textTable(head, rows);
}

/** The largest error of the routes that cross and have enough requests. */
export function comparisonSummary(routes: readonly Compared[]): string {
  const judged = routes.filter(({ crosses, requests }) => crosses && requests >= FEW);
  const worst = Math.max(0, ...judged.map((each) => Math.abs(errorOf(each))));
  if (judged.length === 0) return 'No route that crosses has enough requests to judge by.';
  return `Routes that cross, with ${FEW} requests or more: ${judged.length}. The largest error of a p50 is ${Math.round(worst * 100)} %.`;
}
