import { AsyncResource } from 'node:async_hooks';
import { commonErrors, type ErrorDefinition, ServiceError } from '../errors/index.js';

/** The maximum number of running requests of one address. */
export interface TurnLimits {
  /** The same while no other address sends requests. */
  alone: number;
  /** While other addresses send requests, and for `rememberMs` afterwards. */
  beside: number;
  rememberMs: number;
  /** The maximum wait of a request for its turn. */
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
  hasLeft: boolean;
  /** Set while it waits: continues the request, or refuses it. */
  begin: Begin | undefined;
  timer: NodeJS.Timeout | undefined;
}

/** The requests of one address. */
interface Line {
  readonly address: string;
  /** Requests whose response has not been sent yet. */
  inFlight: number;
  /** The number of turns given. */
  running: number;
  /** The number of these that have ended. */
  ended: number;
  /** Set only while requests wait. */
  waiting: Set<Turn> | undefined;
}

/** Runs for every request: it creates one object for the request, and usually one for its line. */
export class Turns {
  private readonly lines = new Map<string, Line>();
  /** Lines with turns that ended since the event loop last visited all connections. */
  private ended: Line[] = [];
  private latest: string | undefined;
  private latestAt = -Infinity;
  private sharedUntil = -Infinity;

  constructor(private readonly limits: TurnLimits) {}

  /**
   * @param counts whether other addresses must yield to it; false for probes of a load balancer,
   * which never end
   */
  join(address: string, counts: boolean): Turn {
    if (counts) this.note(address);
    let line = this.lines.get(address);
    if (!line) {
      line = { address, inFlight: 0, running: 0, ended: 0, waiting: undefined };
      this.lines.set(address, line);
    }
    line.inFlight++;
    return { line, isRunning: false, hasLeft: false, begin: undefined, timer: undefined };
  }

  /** Call it once the response has been sent, or the client has disconnected. */
  leave(turn: Turn): void {
    turn.hasLeft = true;
    this.stopWaiting(turn);
    // Its work ends by itself. If it hangs, it must not hold the turn forever.
    if (turn.isRunning) setTimeout(() => this.end(turn), this.limits.waitMs).unref();
    turn.line.inFlight--;
    this.forget(turn.line);
  }

  /** Begins a turn, or queues it. A disconnected client gets none, and `begin` is not called. */
  enter(turn: Turn, begin: Begin): void {
    if (turn.hasLeft) return;
    const { line } = turn;
    if (!line.waiting && line.running < this.most()) return this.begin(turn, begin);
    this.refuseAfter(this.limits.waitMs, turn, begin, () =>
      refusal(commonErrors.too_busy, 'wait for an answer'),
    );
    line.waiting ??= new Set();
    line.waiting.add(turn);
    // There may be more turns than when the others began to wait.
    this.beginNext(line);
  }

  /**
   * Refuses a request, because there are too many. With a delay: a client that retries without a
   * pause would be refused endlessly, and delay others.
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
    // A request that ends begins it, but its context must not be used.
    turn.begin = AsyncResource.bind(begin);
    turn.timer = setTimeout(() => this.stopWaiting(turn)?.(reason()), ms);
  }

  private begin(turn: Turn, begin: Begin | undefined): void {
    turn.isRunning = true;
    turn.line.running++;
    begin?.();
  }

  /** @returns the line in which it waited */
  private stopWaiting(turn: Turn): Begin | undefined {
    const { line, begin } = turn;
    if (!begin) return undefined;
    clearTimeout(turn.timer);
    turn.begin = turn.timer = undefined;
    line.waiting?.delete(turn);
    if (line.waiting?.size === 0) line.waiting = undefined;
    return begin;
  }

  /** Gives the ended turns to waiting requests. */
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
