import type { DataSource } from 'typeorm';
import type { UserEvent } from '#auth-kernel';
import type { UserEventsDal } from '../../core/ports/user-events.dal.js';
import { isId } from './id.js';

const EVENTS = `
  SELECT id, event_id AS "eventId", type, user_id AS "userId", unique_id AS "uniqueId"
  FROM auth.user_events`;

export class TypeormUserEventsDal implements UserEventsDal {
  constructor(private readonly dataSource: DataSource) {}

  async from(id: number, limit: number): Promise<UserEvent[]> {
    if (!isId(id)) return [];
    return this.dataSource.query(`${EVENTS} WHERE id >= $1 ORDER BY id LIMIT $2`, [id, limit]);
  }

  deletionsOf(userIds: readonly number[]): Promise<UserEvent[]> {
    return this.dataSource.query(
      `${EVENTS} WHERE type = 'user.deleted' AND user_id = ANY($1::bigint[])`,
      [userIds.filter(isId)],
    );
  }

  withOpenSessions(limit: number): Promise<UserEvent[]> {
    return this.dataSource.query(`${EVENTS} WHERE sessions_ended_at IS NULL ORDER BY id LIMIT $1`, [
      limit,
    ]);
  }

  async markSessionsEnded(userId: number): Promise<void> {
    if (!isId(userId)) return;
    await this.dataSource.query(
      'UPDATE auth.user_events SET sessions_ended_at = now() WHERE user_id = $1',
      [userId],
    );
  }
}
