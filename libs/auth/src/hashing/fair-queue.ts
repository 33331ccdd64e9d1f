import { commonErrors, ServiceError } from '#glue/errors';
import type { Asker } from '../core/ports/password-hasher.js';
import { Rotation } from './rotation.js';

/** Bounds of a {@link FairQueue}. */
export interface QueueLimits {
  /** How many works may run at once. */
  atOnce: number;
  /** How many may wait. */
  room: number;
  /** A job that has waited longer is refused at its turn. */
  patienceMs: number;
}

interface Waiter {
  asker: Asker;
  since: number;
  begin: () => void;
  refuse: (error: ServiceError) => void;
}

/**
 * Runs some works at once, and lets the others wait. Networks take turns, and so do accounts within
 * a network. When too many wait, the last one of the network that has the most is refused: a client
 * can use up its own share only, and a new one gets in.
 */
export class FairQueue {
  private readonly waiting = new Rotation<Waiter>();
  private running = 0;

  constructor(private readonly limits: QueueLimits) {}

  /** @throws ServiceError `too_busy` if there is no room, or the asker waited too long or has gone */
  async run<T>(asker: Asker, work: () => Promise<T>): Promise<T> {
    if (this.running < this.limits.atOnce) this.running++;
    else await this.turnOf(asker);
    try {
      return await work();
    } finally {
      this.passOn();
    }
  }

  private turnOf(asker: Asker): Promise<void> {
    return new Promise((begin, refuse) => {
      const waiter = { asker, since: performance.now(), begin, refuse };
      this.waiting.add(waiter, [asker.network, asker.account]);
      if (this.waiting.length > this.limits.room) refuseOne(this.waiting.drop()!);
    });
  }

  private passOn(): void {
    let next = this.waiting.take();
    for (; next && this.isOver(next); next = this.waiting.take()) refuseOne(next);
    if (next) next.begin();
    else this.running--;
  }

  private isOver({ asker, since }: Waiter): boolean {
    return asker.isGone() || performance.now() - since > this.limits.patienceMs;
  }
}

function refuseOne({ refuse }: Waiter): void {
  refuse(new ServiceError(commonErrors.too_busy));
}
