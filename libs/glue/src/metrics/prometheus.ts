import { collectDefaultMetrics, type Metric as ClientMetric, Registry } from 'prom-client';
import type { Metric } from './metric.js';

/** Metrics in the text format of Prometheus, with those of the process and of Node. */
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
 * The part of a metric that a registry reads. The metrics of prom-client check the labels at each
 * observation, which costs more than the log line of a request (`npm run bench -- --part metrics`).
 */
function clientMetric(metric: Metric): ClientMetric {
  const { about } = metric;
  const read = { name: about.name, get: async () => ({ ...about, values: metric.values() }) };
  return read as unknown as ClientMetric;
}
