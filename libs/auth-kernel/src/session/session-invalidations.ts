import { Injectable } from '@nestjs/common';

/** What has ended: one session, or all sessions of a user. */
export type Ended = { sessionId: string } | { userId: number };

type Listener = (ended: Ended) => void;

/** Publishes ended sessions within the process of auth, so that caches there drop them at once. */
@Injectable()
export class SessionInvalidations {
  private readonly listeners: Listener[] = [];

  /** Call it after the sessions have ended in the store, not before. */
  publish(ended: Ended): void {
    for (const listener of this.listeners) listener(ended);
  }

  subscribe(listener: Listener): void {
    this.listeners.push(listener);
  }
}
