import type { ObservedCall } from '../calls/index.js';
import { DatabaseMetrics } from './contexts/database-metrics.js';
import { EventMetrics } from './contexts/event-metrics.js';
import { OutboxMetrics } from './contexts/outbox-metrics.js';
import { MetricList } from './metric-list.js';
import { RequestTimes } from './request-times.js';
import { Counter, Gauge } from './series.js';
import { sizesIn } from './sizes.js';

/** The help texts of the metrics; docs/operations.md shows them too. */
const ABOUT = {
  requests: 'Time of HTTP requests, from their headers to the end of the response; not of streams.',
  calls: 'Time of calls to contexts, as their callers see it, with retries.',
  retries: 'Requests to a context in another process that were sent once more.',
  rejections: 'Requests to a context in another process that were not sent: too many wait.',
  circuits: '1 while no requests are sent to a context in another process, because it fails.',
  batches: 'Calls that share a request to a context in another process.',
  build: 'Always 1; the labels name the app, its versions and its contexts.',
};

/** The app of a process, its versions, and the contexts that it hosts. */
export interface Build {
  service: string;
  version: string;
  node: string;
  contexts: string;
}

/**
 * The metrics of one process. Each part of the process looks up its series once, and keeps them. No
 * label has a value that a client can choose.
 */
export class Metrics extends MetricList {
  readonly requests = new RequestTimes(
    this.histogram('http_request_duration_seconds', ['method', 'route', 'status'], ABOUT.requests),
  );
  readonly calls = this.histogram(
    'contract_call_duration_seconds',
    ['contract', 'call', 'binding', 'code'],
    ABOUT.calls,
  );
  private readonly retries = this.counter('contract_retries_total', ['contract'], ABOUT.retries);
  private readonly rejections = this.counter(
    'contract_rejections_total',
    ['contract'],
    ABOUT.rejections,
  );
  private readonly circuits = this.gauge('contract_circuit_open', ['contract'], ABOUT.circuits);
  private readonly batches = this.histogram(
    'contract_batch_size',
    ['contract', 'call'],
    ABOUT.batches,
  );
  readonly databases = new DatabaseMetrics(this);
  readonly outboxes = new OutboxMetrics(this);
  readonly events = new EventMetrics(this);
  private readonly build = this.gauge(
    'build_info',
    ['service', 'version', 'node', 'contexts'],
    ABOUT.build,
  );

  constructor(build: Build) {
    super();
    this.build.series({ ...build }, () => new Gauge(() => 1));
  }

  /** Observes the retries, the queue and the circuit of calls to a context in another process. */
  peer(contract: string) {
    const labels = { contract };
    const retries = this.retries.series(labels, () => new Counter());
    const rejections = this.rejections.series(labels, () => new Counter());
    let isOpen = false;
    this.circuits.series(labels, () => new Gauge(() => Number(isOpen)));
    return {
      opened: () => void (isOpen = true),
      closed: () => void (isOpen = false),
      retried: () => retries.add(),
      rejected: () => rejections.add(),
    };
  }

  /** Observes the sizes of the requests of a batched call. */
  batch({ contract, name: call }: Pick<ObservedCall, 'contract' | 'name'>): (size: number) => void {
    return sizesIn(this.batches, { contract, call });
  }
}
