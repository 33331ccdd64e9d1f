import { commonErrors, ServiceError } from '#glue/errors';

/** The maximum wait before 503: by then the client has given up, or will retry. */
const MAX_WAIT_MS = 5_000;

interface Waiter {
  since: number;
  begin: () => void;
  refuse: (error: ServiceError) => void;
}

/**
 * Runs one job at a time. Users take turns, so that a user with many requests delays no
 * other user.
 */
export class Turns {
  /** In the order of the users' next turns. */
  private readonly waiting = new Map<number, Waiter[]>();
  private isBusy = false;

  constructor(private readonly maxWaitMs = MAX_WAIT_MS) {}

  /** @throws ServiceError `too_busy` if the turn takes too long */
  async take<T>(userId: number, work: () => Promise<T>): Promise<T> {
    if (this.isBusy) await this.turnOf(userId);
    this.isBusy = true;
    try {
      return await work();
    } finally {
      this.passOn();
    }
  }

  private turnOf(userId: number): Promise<void> {
    return new Promise((begin, refuse) => {
      const waiter = { since: performance.now(), begin, refuse };
      const own = this.waiting.get(userId);
      if (own) own.push(waiter);
      else this.waiting.set(userId, [waiter]);
    });
  }

  private passOn(): void {
    let next = this.next();
    for (; next && performance.now() - next.since > this.maxWaitMs; next = this.next()) {
      next.refuse(new ServiceError(commonErrors.too_busy));
    }
    if (next) next.begin();
    else this.isBusy = false;
  }

  private next(): Waiter | undefined {
    for (const [userId, own] of this.waiting) {
      this.waiting.delete(userId);
      const first = own.shift();
      // Now after the others.
      if (own.length > 0) this.waiting.set(userId, own);
      return first;
    }
    return undefined;
  }
}
