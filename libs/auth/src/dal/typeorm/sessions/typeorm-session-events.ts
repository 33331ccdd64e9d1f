import type { DataSource } from 'typeorm';
import { authContract } from '#auth-kernel';
import { publish } from '#glue/db';
import type { EndedSessions, SessionEvents } from '../../../core/ports/session-events.js';

/** Publishes the ends of sessions with the database of users. */
export class TypeormSessionEvents implements SessionEvents {
  constructor(private readonly dataSource: DataSource) {}

  async claim(sessionId: string): Promise<boolean> {
    const claimed = await this.dataSource.query<unknown[]>(
      'INSERT INTO auth.ending_sessions (session_id) VALUES ($1) ON CONFLICT DO NOTHING RETURNING session_id',
      [sessionId],
    );
    return claimed.length === 1;
  }

  async complete(sessionId: string): Promise<void> {
    await this.dataSource.query('DELETE FROM auth.ending_sessions WHERE session_id = $1', [
      sessionId,
    ]);
  }

  async ended(which: EndedSessions): Promise<void> {
    await this.dataSource.transaction(async (manager) =>
      publish(manager, authContract.events['session.ended'], which),
    );
  }
}
