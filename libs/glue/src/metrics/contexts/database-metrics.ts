import type { MetricList } from '../metric-list.js';
import { Gauge } from '../series.js';
import { sizesIn } from '../sizes.js';

/** The connections of a pool. */
export interface Pool {
  totalCount: number;
  idleCount: number;
  waitingCount: number;
  options: { max: number };
}

/** The databases of the contexts that a process hosts. */
export class DatabaseMetrics {
  private readonly statements;
  private readonly connections;
  private readonly limits;
  private readonly waiting;

  constructor(list: MetricList) {
    this.statements = list.histogram(
      'database_batch_size',
      ['context'],
      'Requests that share a statement.',
    );
    this.connections = list.gauge(
      'database_connections',
      ['context', 'state'],
      'Open connections to the database of a context.',
    );
    this.limits = list.gauge(
      'database_connections_max',
      ['context'],
      'The maximum number of connections to the database of a context.',
    );
    this.waiting = list.gauge(
      'database_waiting',
      ['context'],
      'Requests that wait for a connection to the database of a context.',
    );
  }

  /** Observes the sizes of shared statements in the database of a context. */
  sharedStatements(context: string): (size: number) => void {
    return sizesIn(this.statements, { context });
  }

  /** Shows the connections of the database of a context, whose pool may be exchanged. */
  pool(context: string, pool: () => Pool): void {
    const { connections, limits, waiting } = this;
    connections.series({ context, state: 'idle' }, () => new Gauge(() => pool().idleCount));
    const active = () => pool().totalCount - pool().idleCount;
    connections.series({ context, state: 'active' }, () => new Gauge(active));
    limits.series({ context }, () => new Gauge(() => pool().options.max));
    waiting.series({ context }, () => new Gauge(() => pool().waitingCount));
  }
}
