import type { DataSource } from 'typeorm';
import { authContract } from '#auth-kernel';
import { publish } from '#glue/db';
import type { EndedSessions, SessionEvents } from '../../../core/ports/session-events.js';

/** Publishes the ends of sessions with the database of users. */
export class TypeormSessionEvents implements SessionEvents {
  constructor(private readonly dataSource: DataSource) {}

  async ended(which: EndedSessions): Promise<void> {
    await this.dataSource.transaction(async (manager) =>
      publish(manager, authContract.events['session.ended'], which),
    );
  }
}
