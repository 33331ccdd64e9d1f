/**
 * Handlers are counted about every 10 s. After this time without a count, in milliseconds, nothing is
 * known of events that were published since.
 */
const CURRENT_MS = 30_000;

/** What was found out about a handler of events. */
export interface HandlerFinding {
  readonly isStopped: boolean;
  /** How many events it has parked. */
  readonly parked: number;
  /** The id of the last event that it has applied; 0 before the first. */
  readonly at: number;
  /** How many events it has not applied, and the age of the first; `undefined` if this was not answered. */
  readonly behind?: { readonly events: number; readonly seconds: number } | undefined;
  /** The id of the first of them. */
  readonly next?: number | undefined;
}

interface Count {
  events: number;
  seconds: number;
  next: number | undefined;
  /** When, by the clock of the process. */
  countedAt: number;
}

/**
 * How far a handler is behind, as far as that is known. While nothing answers, an event that was not
 * applied by then grows older.
 */
export class HandlerLag {
  /** `undefined` until it is known. */
  isStopped: boolean | undefined;
  parked: number | undefined;
  private latest: Count | undefined;

  constructor(private readonly now = () => performance.now()) {}

  found({ isStopped, parked, at, behind, next }: HandlerFinding): void {
    this.isStopped = isStopped;
    this.parked = parked;
    if (behind) this.latest = { ...behind, next, countedAt: this.now() };
    // It has applied that event since: of those behind it nothing is known.
    else if (at >= (this.latest?.next ?? Infinity)) this.latest = undefined;
  }

  get isUnknown(): boolean {
    return !this.latest || this.now() - this.latest.countedAt > CURRENT_MS;
  }

  /** How many events it has not applied at least; `undefined` if none is known. */
  get events(): number | undefined {
    return this.latest && (this.latest.events > 0 || !this.isUnknown)
      ? this.latest.events
      : undefined;
  }

  /** The age of the first of them; 0 without one. */
  get oldestSeconds(): number | undefined {
    if (!this.latest || this.events === undefined) return undefined;
    const { seconds, countedAt } = this.latest;
    return this.isUnknown ? seconds + (this.now() - countedAt) / 1_000 : seconds;
  }
}
