import { Injectable } from '@nestjs/common';

type Listener = (sessionId: string) => void;

/**
 * Where auth announces, within its own process, that a session is over, so that
 * whoever remembers it there forgets it at once.
 */
@Injectable()
export class EndedSessions {
  private readonly listeners: Listener[] = [];

  /** To be called after the session has really ended, not before. */
  announce(sessionId: string): void {
    for (const listener of this.listeners) listener(sessionId);
  }

  onEnded(listener: Listener): void {
    this.listeners.push(listener);
  }
}
