import { commonErrors, ServiceError } from '#glue/errors';
import type { HashRequester } from '../core/ports/password-hasher.js';
import { Rotation } from './rotation.js';

/** The limits of a {@link FairQueue}. */
export interface QueueLimits {
  /** The maximum number of running jobs. */
  atOnce: number;
  /** The maximum number of waiting jobs. */
  room: number;
  /** A job that has waited longer is refused at its turn. */
  maxWaitMs: number;
}

interface Waiter {
  requester: HashRequester;
  since: number;
  begin: () => void;
  refuse: (error: ServiceError) => void;
}

/**
 * Runs some jobs at once, and queues the others. Networks take turns, and so do accounts within a
 * network. When the queue is full, the last job of the network with the most waiting ones is
 * refused: a client can use up its share only, and a new client is accepted.
 */
export class FairQueue {
  private readonly waiting = new Rotation<Waiter>();
  private running = 0;

  constructor(private readonly limits: QueueLimits) {}

  /**
   * @throws ServiceError `too_busy` if there is no room, or the client waited too long or has
   * disconnected
   */
  async run<T>(requester: HashRequester, work: () => Promise<T>): Promise<T> {
    if (this.running < this.limits.atOnce) this.running++;
    else await this.turnOf(requester);
    try {
      return await work();
    } finally {
      this.passOn();
    }
  }

  private turnOf(requester: HashRequester): Promise<void> {
    return new Promise((begin, refuse) => {
      const waiter = { requester, since: performance.now(), begin, refuse };
      this.waiting.add(waiter, [requester.network, requester.account]);
      if (this.waiting.length > this.limits.room) refuseOne(this.waiting.drop()!);
    });
  }

  private passOn(): void {
    let next = this.waiting.take();
    for (; next && this.isOver(next); next = this.waiting.take()) refuseOne(next);
    if (next) next.begin();
    else this.running--;
  }

  private isOver({ requester, since }: Waiter): boolean {
    return requester.hasDisconnected() || performance.now() - since > this.limits.maxWaitMs;
  }
}

function refuseOne({ refuse }: Waiter): void {
  refuse(new ServiceError(commonErrors.too_busy));
}
