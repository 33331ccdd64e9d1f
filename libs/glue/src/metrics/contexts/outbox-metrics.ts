import type { MetricList } from '../metric-list.js';
import { Counter, Gauge } from '../series.js';

/** How many commands for a contract wait or are parked. */
interface Count {
  contract: string;
  pending: number;
  parked: number;
  oldestSeconds: number;
}

/** The outboxes of the contexts that a process hosts. */
export class OutboxMetrics {
  private readonly commands;
  private readonly oldest;
  private readonly deliveries;
  private readonly latest = new Map<string, readonly Count[]>();

  constructor(list: MetricList) {
    this.commands = list.gauge(
      'outbox_commands',
      ['context', 'contract', 'state'],
      'Commands in the outbox of a context: `pending` or `parked`.',
    );
    this.oldest = list.gauge(
      'outbox_oldest_seconds',
      ['context', 'contract'],
      'The age of the oldest pending command in the outbox of a context.',
    );
    this.deliveries = list.counter(
      'outbox_deliveries_total',
      ['context', 'contract', 'result'],
      'Tries to deliver a command: `delivered`, `failed` (tried again later) or `refused`.',
    );
  }

  /** Shows counts of the outbox of a context until there are others. */
  count(context: string, counts: readonly Count[]): void {
    this.latest.set(context, counts);
    for (const { contract } of counts) {
      const now = () => this.latest.get(context)!.find((each) => each.contract === contract);
      for (const state of ['pending', 'parked'] as const) {
        const labels = { context, contract, state };
        this.commands.series(labels, () => new Gauge(() => now()?.[state] ?? 0));
      }
      this.oldest.series({ context, contract }, () => new Gauge(() => now()?.oldestSeconds ?? 0));
    }
  }

  /** Counts the tries to deliver a command. */
  tries(context: string, contract: string): (result: string) => void {
    const { deliveries } = this;
    return (result) => deliveries.series({ context, contract, result }, () => new Counter()).add();
  }
}
