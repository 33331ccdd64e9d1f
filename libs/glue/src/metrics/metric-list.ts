import { PRODUCT } from '../product/index.js';
import { type About, Metric } from './metric.js';
import type { Counter, Gauge, Histogram, Series } from './series.js';

/** Prometheus allows no dash in a name. */
const PREFIX = PRODUCT.replaceAll('-', '_');

/** Metrics in the order in which they are defined. Their names begin with that of the product. */
export class MetricList {
  readonly all: Metric[] = [];

  counter<L extends string>(name: string, labels: L[], help: string): Metric<Counter, L> {
    return this.metric({ type: 'counter', name, labels, help });
  }

  gauge<L extends string>(name: string, labels: L[], help: string): Metric<Gauge, L> {
    return this.metric({ type: 'gauge', name, labels, help });
  }

  histogram<L extends string>(name: string, labels: L[], help: string) {
    return this.metric<Histogram, L>({ type: 'histogram', name, labels, help });
  }

  private metric<S extends Series, L extends string>(about: About): Metric<S, L> {
    const metric = new Metric<S, L>({ ...about, name: `${PREFIX}_${about.name}` });
    this.all.push(metric);
    return metric;
  }
}
