import { Injectable } from '@nestjs/common';

/**
 * The ended session, by its cache key, or the user whose sessions have all ended; `unknown` if it was not
 * heard which.
 */
export type Ended = { sessionId: string } | { userId: number } | { unknown: true };

type Listener = (ended: Ended) => void;

/** Publishes ended sessions within a process, so that its caches drop them at once. */
@Injectable()
export class SessionInvalidations {
  private readonly listeners: Listener[] = [];

  /** To be called after the sessions have ended in the store, not before. */
  publish(ended: Ended): void {
    for (const listener of this.listeners) listener(ended);
  }

  subscribe(listener: Listener): void {
    this.listeners.push(listener);
  }
}
