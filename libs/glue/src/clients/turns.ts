import { AsyncResource } from 'node:async_hooks';
import { commonErrors, type ErrorDefinition, ServiceError } from '../errors/index.js';

/** Requests of one address that are served at once. */
export interface TurnLimits {
  /** While no other address asks for anything. */
  alone: number;
  /** While others do, and for so long afterwards. */
  beside: number;
  rememberMs: number;
  /** How long a request may wait for its turn. */
  waitMs: number;
}

const RETRY_AFTER_SECONDS = 1;

function refusal(definition: ErrorDefinition, what: string): ServiceError {
  return new ServiceError(definition, {
    message: `Too many requests of your address ${what}. Try again shortly.`,
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
}

type Begin = (error?: Error) => void;

/** The turn of one request. */
export interface Turn {
  readonly line: Line;
  isRunning: boolean;
  hasGone: boolean;
  /** Set while it waits: goes on with the request, or refuses it. */
  begin: Begin | undefined;
  timer: NodeJS.Timeout | undefined;
}

/** The requests of one address. */
interface Line {
  readonly address: string;
  /** Requests whose answer has not been sent yet. */
  inFlight: number;
  /** Turns that have been given out. */
  running: number;
  /** Of those, how many are over. */
  ended: number;
  /** Only while there are any. */
  waiting: Set<Turn> | undefined;
}

/** Every request passes here: it makes one object for itself, and as a rule one for its line. */
export class Turns {
  private readonly lines = new Map<string, Line>();
  /** Lines in which turns have ended since the event loop was last through all connections. */
  private ended: Line[] = [];
  private latest: string | undefined;
  private latestAt = -Infinity;
  private sharedUntil = -Infinity;

  constructor(private readonly limits: TurnLimits) {}

  /** @param counts whether others have to give way to it; probes of a load balancer come for ever */
  join(address: string, counts: boolean): Turn {
    if (counts) this.note(address);
    let line = this.lines.get(address);
    if (!line) {
      line = { address, inFlight: 0, running: 0, ended: 0, waiting: undefined };
      this.lines.set(address, line);
    }
    line.inFlight++;
    return { line, isRunning: false, hasGone: false, begin: undefined, timer: undefined };
  }

  /** To be called once when the answer has been sent, or its client has gone. */
  leave(turn: Turn): void {
    turn.hasGone = true;
    this.stopWaiting(turn);
    // What was begun for it ends by itself. Should it hang, it must not take the turn for ever.
    if (turn.isRunning) setTimeout(() => this.end(turn), this.limits.waitMs).unref();
    turn.line.inFlight--;
    this.forget(turn.line);
  }

  /** Begins a turn, or lets it wait. Who has gone gets none, and `begin` is not called. */
  enter(turn: Turn, begin: Begin): void {
    if (turn.hasGone) return;
    const { line } = turn;
    if (!line.waiting && line.running < this.most()) return this.begin(turn, begin);
    this.refuseAfter(this.limits.waitMs, turn, begin, () =>
      refusal(commonErrors.too_busy, 'wait for an answer'),
    );
    line.waiting ??= new Set();
    line.waiting.add(turn);
    // There may be more turns than there were when the others began to wait.
    this.beginNext(line);
  }

  /**
   * Refuses one, as there are too many: a little later, or a client that does not wait before it
   * tries again would be refused without end, and make others wait.
   */
  refuse(turn: Turn, begin: Begin): void {
    this.refuseAfter(RETRY_AFTER_SECONDS * 1_000, turn, begin, () =>
      refusal(commonErrors.too_many_requests, 'are in flight'),
    );
  }

  /** Ends a turn that has begun. */
  end(turn: Turn): void {
    if (!turn.isRunning) return;
    turn.isRunning = false;
    const { line } = turn;
    if (line.ended++ > 0) return;
    if (this.ended.push(line) === 1) setImmediate(() => this.passOn());
  }

  /** Unless it has stopped waiting by then. */
  private refuseAfter(ms: number, turn: Turn, begin: Begin, reason: () => ServiceError): void {
    // It is begun by a request that ends, and must not be taken for a part of that one.
    turn.begin = AsyncResource.bind(begin);
    turn.timer = setTimeout(() => this.stopWaiting(turn)?.(reason()), ms);
  }

  private begin(turn: Turn, begin: Begin | undefined): void {
    turn.isRunning = true;
    turn.line.running++;
    begin?.();
  }

  /** @returns what it waited with */
  private stopWaiting(turn: Turn): Begin | undefined {
    const { line, begin } = turn;
    if (!begin) return undefined;
    clearTimeout(turn.timer);
    turn.begin = turn.timer = undefined;
    line.waiting?.delete(turn);
    if (line.waiting?.size === 0) line.waiting = undefined;
    return begin;
  }

  /** Gives the turns that have ended to those that wait. */
  private passOn(): void {
    const lines = this.ended;
    this.ended = [];
    for (const line of lines) {
      line.running -= line.ended;
      line.ended = 0;
      this.beginNext(line);
      this.forget(line);
    }
  }

  private forget({ address, inFlight, running }: Line): void {
    if (inFlight === 0 && running === 0) this.lines.delete(address);
  }

  private beginNext(line: Line): void {
    for (const next of line.waiting ?? []) {
      if (line.running >= this.most()) return;
      this.begin(next, this.stopWaiting(next));
    }
  }

  private note(address: string): void {
    const now = performance.now();
    const { rememberMs } = this.limits;
    if (address !== this.latest && now - this.latestAt < rememberMs) {
      this.sharedUntil = now + rememberMs;
    }
    this.latest = address;
    this.latestAt = now;
  }

  private most(): number {
    return performance.now() < this.sharedUntil ? this.limits.beside : this.limits.alone;
  }
}
