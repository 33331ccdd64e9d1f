export type { EventMetrics, EventResult } from './contexts/event-metrics.js';
export type { HandlerLag } from './contexts/handler-lag.js';
export { METRICS, MetricsModule } from './metrics.module.js';
export { type Build, Metrics } from './metrics.js';
export { serveMetrics } from './serve-metrics.js';
export { timedCall } from './timed-call.js';
