import type { MetricList } from '../metric-list.js';
import { Counter, Gauge } from '../series.js';
import { HandlerLag } from './handler-lag.js';

/** How a try to apply an event has ended. */
export type EventResult = 'applied' | 'failed';

const LABELS: ('context' | 'handler')[] = ['context', 'handler'];

const GAUGES = {
  behind: 'Events that a handler has not applied; 10,000 if there are more.',
  oldest_seconds: 'The age of the first event that a handler has not applied; 0 without one.',
  stopped: '1 while a handler is stopped at an event or a page that it cannot apply.',
  parked: 'Events that a handler has parked; 10,000 if there are more.',
  unknown: '1 until it is known how far a handler is behind, and if that is unknown for 30 s.',
};
const TRIES = 'Tries to apply an event: `applied` or `failed` (tried again, stopped or parked).';

/** The handlers of events of the contexts that a process hosts. */
export class EventMetrics {
  private readonly gauges;
  private readonly applied;

  constructor(list: MetricList) {
    const gauge = (name: keyof typeof GAUGES) => list.gauge(`events_${name}`, LABELS, GAUGES[name]);
    this.gauges = {
      behind: gauge('behind'),
      oldest: gauge('oldest_seconds'),
      stopped: gauge('stopped'),
      parked: gauge('parked'),
      unknown: gauge('unknown'),
    };
    this.applied = list.counter('events_applied_total', [...LABELS, 'result'], TRIES);
  }

  /** Shows a handler: what is found of it. */
  lagOf(context: string, handler: string): HandlerLag {
    const [labels, lag] = [{ context, handler }, new HandlerLag()];
    const { behind, oldest, stopped, parked, unknown } = this.gauges;
    behind.series(labels, () => new Gauge(() => lag.events));
    oldest.series(labels, () => new Gauge(() => lag.oldestSeconds));
    stopped.series(
      labels,
      () => new Gauge(() => (lag.isStopped === undefined ? undefined : Number(lag.isStopped))),
    );
    parked.series(labels, () => new Gauge(() => lag.parked));
    unknown.series(labels, () => new Gauge(() => Number(lag.isUnknown)));
    return lag;
  }

  /** Counts the tries of a handler to apply an event. */
  tries(context: string, handler: string): (result: EventResult) => void {
    const of = (result: EventResult) =>
      this.applied.series({ context, handler, result }, () => new Counter());
    const counters = { applied: of('applied'), failed: of('failed') };
    return (result) => counters[result].add();
  }
}
