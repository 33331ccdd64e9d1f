import { commonErrors, ServiceError } from '../errors/index.js';
import { Rotation } from './rotation.js';

export interface QueueLimits {
  atOnce: number;
  /** The maximum number of waiting jobs; unlimited if unset. */
  room?: number;
  /** A job that has waited longer is refused at its turn. */
  maxWaitMs: number;
}

interface Waiter {
  since: number;
  hasDisconnected: () => boolean;
  begin: () => void;
  refuse: (error: ServiceError) => void;
}

/**
 * Runs some jobs at once, and queues the others. Keys take turns, and so do the second keys within
 * a first key. When the queue is full, the last job of the key with the most waiting ones is
 * refused: a client can use up its share only, and a new client is accepted.
 */
export class FairQueue {
  private readonly waiting = new Rotation<Waiter>();
  private running = 0;

  constructor(private readonly limits: QueueLimits) {}

  /**
   * @param keys the key of the job, and a second one within it
   * @throws ServiceError `too_busy` if there is no room, or the client waited too long or has
   * disconnected
   */
  async run<T>(
    keys: readonly string[],
    job: () => Promise<T>,
    hasDisconnected: () => boolean = () => false,
  ): Promise<T> {
    if (this.running < this.limits.atOnce) this.running++;
    else await this.turnOf(keys, hasDisconnected);
    try {
      return await job();
    } finally {
      this.passOn();
    }
  }

  private turnOf(keys: readonly string[], hasDisconnected: () => boolean): Promise<void> {
    const { room = Infinity } = this.limits;
    return new Promise((begin, refuse) => {
      this.waiting.add({ since: performance.now(), hasDisconnected, begin, refuse }, keys);
      if (this.waiting.length > room) refuseOne(this.waiting.drop()!);
    });
  }

  private passOn(): void {
    let next = this.waiting.take();
    for (; next && this.isOver(next); next = this.waiting.take()) refuseOne(next);
    if (next) next.begin();
    else this.running--;
  }

  private isOver({ hasDisconnected, since }: Waiter): boolean {
    return hasDisconnected() || performance.now() - since > this.limits.maxWaitMs;
  }
}

function refuseOne({ refuse }: Waiter): void {
  refuse(new ServiceError(commonErrors.too_busy));
}
