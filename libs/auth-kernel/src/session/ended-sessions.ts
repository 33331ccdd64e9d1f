import { Injectable } from '@nestjs/common';

/** What is over: one session, or all of a user. */
export type Ended = { sessionId: string } | { userId: number };

type Listener = (ended: Ended) => void;

/**
 * Where auth announces, within its own process, that sessions are over, so that
 * whoever remembers them there forgets them at once.
 */
@Injectable()
export class EndedSessions {
  private readonly listeners: Listener[] = [];

  /** To be called after the sessions have really ended, not before. */
  announce(ended: Ended): void {
    for (const listener of this.listeners) listener(ended);
  }

  onEnded(listener: Listener): void {
    this.listeners.push(listener);
  }
}
