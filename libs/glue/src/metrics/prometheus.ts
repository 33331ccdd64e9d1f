import { collectDefaultMetrics, type Metric as ClientMetric, Registry } from 'prom-client';
import type { Metric } from './metric.js';

/** Metrics in the text format of Prometheus, and those of the process and of Node beside them. */
export interface Exposition {
  contentType: string;
  text: () => Promise<string>;
}

/** A registry of its own: metrics of another application in this process are not in it. */
export function exposition(metrics: readonly Metric[]): Exposition {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  metrics.forEach((each) => registry.registerMetric(clientMetric(each)));
  return { contentType: registry.contentType, text: () => registry.metrics() };
}

/**
 * All that a registry reads of a metric. Metrics of the client itself search and check the labels at
 * each observation, which costs more than a request's line in the log
 * (`npm run bench -- --part metrics`).
 */
function clientMetric(metric: Metric): ClientMetric {
  const { about } = metric;
  const read = { name: about.name, get: async () => ({ ...about, values: metric.values() }) };
  return read as unknown as ClientMetric;
}
