import type { Metric } from './metric.js';
import { Histogram } from './series.js';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The series of a route and a method, by the first digit of the status. */
type ByClass = (Histogram | undefined)[];

/** Times of requests. Runs for each request: it finds a series by two look-ups, without its labels. */
export class RequestTimes {
  private readonly routes = new Map<string, Map<string, ByClass>>();

  constructor(private readonly metric: Metric<Histogram, 'method' | 'route' | 'status'>) {}

  /**
   * @param route its pattern, never the path
   * @param ms from its headers to the end of the response
   */
  observe(method: string, route: string, status: number, ms: number): void {
    const digit = Math.trunc(status / 100);
    const found = this.routes.get(route)?.get(method)?.[digit];
    (found ?? this.add(method, route, digit)).observe(ms / 1_000);
  }

  private add(method: string, route: string, digit: number): Histogram {
    const methods = this.routes.get(route) ?? new Map<string, ByClass>();
    this.routes.set(route, methods);
    const classes = methods.get(method) ?? [];
    methods.set(method, classes);
    const labels = { method, route, status: `${digit}xx` };
    return (classes[digit] = this.metric.series(labels, () => new Histogram(SECONDS)));
  }
}
