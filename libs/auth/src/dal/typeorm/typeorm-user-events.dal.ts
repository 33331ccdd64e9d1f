import { Any, type DataSource, IsNull, MoreThanOrEqual, type Repository } from 'typeorm';
import type { UserEvent } from '#auth-kernel';
import type { UserEventsDal } from '../../core/ports/user-events.dal.js';
import { isId } from './id.js';
import { UserEventEntity } from './user-event.entity.js';

export class TypeormUserEventsDal implements UserEventsDal {
  private readonly events: Repository<UserEventEntity>;

  constructor(dataSource: DataSource) {
    this.events = dataSource.getRepository(UserEventEntity);
  }

  async from(id: number, limit: number): Promise<UserEvent[]> {
    if (!isId(id)) return [];
    const rows = await this.events.find({
      where: { id: MoreThanOrEqual(id) },
      order: { id: 'ASC' },
      take: limit,
    });
    return rows.map(toEvent);
  }

  async deletionsOf(userIds: readonly number[]): Promise<UserEvent[]> {
    const rows = await this.events.findBy({
      type: 'user.deleted',
      userId: Any(userIds.filter(isId)),
    });
    return rows.map(toEvent);
  }

  async withOpenSessions(limit: number): Promise<UserEvent[]> {
    const rows = await this.events.find({
      where: { sessionsEndedAt: IsNull() },
      order: { id: 'ASC' },
      take: limit,
    });
    return rows.map(toEvent);
  }

  async markSessionsEnded(userId: number): Promise<void> {
    if (!isId(userId)) return;
    await this.events.update({ userId }, { sessionsEndedAt: () => 'now()' });
  }
}

function toEvent({ id, eventId, type, userId, uniqueId }: UserEventEntity): UserEvent {
  return { id, eventId, type, userId, uniqueId };
}
