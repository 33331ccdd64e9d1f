import type { Labels, Metric } from './metric.js';
import { MetricList } from './metric-list.js';
import { RequestTimes } from './request-times.js';
import { Counter, Gauge, Histogram } from './series.js';

const SIZES = [1, 2, 5, 10, 20, 50, 100];

/** What each metric says; docs/operations.md has it too. */
const ABOUT = {
  requests: 'Time of HTTP requests, from their headers to the end of the response.',
  calls: 'Time of calls to contexts, as their callers see it, with retries.',
  retries: 'Requests to a context in another process that were sent once more.',
  rejections: 'Requests to a context in another process that were not sent: too many wait.',
  circuits: '1 while no requests are sent to a context in another process, because it fails.',
  batches: 'Calls that share a request to a context in another process.',
  statements: 'Requests that share a statement.',
  connections: 'Open connections to the database of a context.',
  limits: 'The maximum number of connections to the database of a context.',
  waiting: 'Requests that wait for a connection to the database of a context.',
  build: 'What runs. Always 1.',
};

/** A call of a contract. */
export interface CallName {
  readonly contract: string;
  readonly name: string;
  /** `<contract>.<call>` */
  readonly fullName: string;
}

/** What a process runs: its app, versions, and the contexts that it hosts. */
export interface Build {
  service: string;
  version: string;
  node: string;
  contexts: string;
}

/** The connections of a pool. */
export interface Pool {
  totalCount: number;
  idleCount: number;
  waitingCount: number;
  options: { max: number };
}

/**
 * The metrics of one process. Parts of it observe, if the process has them: each takes its series
 * once. No label has a value that a client can choose.
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
  private readonly statements = this.histogram(
    'database_batch_size',
    ['context'],
    ABOUT.statements,
  );
  private readonly connections = this.gauge(
    'database_connections',
    ['context', 'state'],
    ABOUT.connections,
  );
  private readonly limits = this.gauge('database_connections_max', ['context'], ABOUT.limits);
  private readonly waiting = this.gauge('database_waiting', ['context'], ABOUT.waiting);
  private readonly build = this.gauge(
    'build_info',
    ['service', 'version', 'node', 'contexts'],
    ABOUT.build,
  );

  /** @param build what runs */
  constructor(build: Build) {
    super();
    this.build.series({ ...build }, () => new Gauge(() => 1));
  }

  /** Observes what protects the calls to a context in another process. */
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
  batch({ contract, name: call }: Pick<CallName, 'contract' | 'name'>): (size: number) => void {
    return sizesIn(this.batches, { contract, call });
  }

  /** Observes the sizes of shared statements in the database of a context. */
  sharedStatements(context: string): (size: number) => void {
    return sizesIn(this.statements, { context });
  }

  /** Shows the connections of the database of a context. */
  pool(context: string, pool: Pool): void {
    const { connections, limits, waiting } = this;
    connections.series({ context, state: 'idle' }, () => new Gauge(() => pool.idleCount));
    const active = () => pool.totalCount - pool.idleCount;
    connections.series({ context, state: 'active' }, () => new Gauge(active));
    limits.series({ context }, () => new Gauge(() => pool.options.max));
    waiting.series({ context }, () => new Gauge(() => pool.waitingCount));
  }
}

function sizesIn<L extends string>(
  metric: Metric<Histogram, L>,
  labels: Labels<L>,
): (size: number) => void {
  const sizes = metric.series(labels, () => new Histogram(SIZES));
  return (size) => sizes.observe(size);
}
