import { commonErrors } from '../errors/index.js';
import { type Begin, type Line, refuseAfter, stopWaiting, type Turn } from './waiting-turns.js';

/** The maximum number of running requests of one address. */
export interface TurnLimits {
  /** The same while no other address sends requests. */
  alone: number;
  /** While other addresses send requests, and for `rememberMs` afterwards. */
  beside: number;
  rememberMs: number;
  waitMs: number;
}

const REFUSAL_MS = 1_000;

/** Runs for every request: it creates one object for the request, and usually one for its line. */
export class Turns {
  private readonly lines = new Map<string, Line>();
  /** Lines with turns that ended since the event loop last visited all connections. */
  private ended: Line[] = [];
  private latest: string | undefined;
  private latestAt = -Infinity;
  private sharedUntil = -Infinity;

  constructor(private readonly limits: TurnLimits) {}

  /** @param counts whether other addresses must yield to it; false for probes */
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
    if (turn.hasLeft) return;
    turn.hasLeft = true;
    if (turn.begin) stopWaiting(turn);
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
    refuseAfter(this.limits.waitMs, turn, begin, commonErrors.too_busy, 'are waiting');
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
    refuseAfter(REFUSAL_MS, turn, begin, commonErrors.too_many_requests, 'are open at once');
  }

  /** Ends a turn that has begun. */
  end(turn: Turn): void {
    if (!turn.isRunning) return;
    turn.isRunning = false;
    const { line } = turn;
    if (line.ended++ > 0) return;
    if (this.ended.push(line) === 1) setImmediate(() => this.passOn());
  }

  private begin(turn: Turn, begin: Begin | undefined): void {
    turn.isRunning = true;
    turn.line.running++;
    begin?.();
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
      this.begin(next, stopWaiting(next));
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
