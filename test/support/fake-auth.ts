import { randomUUID } from 'node:crypto';
import { authKernelErrors } from '#auth-kernel';
import type { AuthClient, User, UserEvent } from '#auth-kernel';
import { ServiceError } from '#glue/errors';

type Faked = 'userEvents' | 'highestUserId' | 'continueUserIdsAbove' | 'usersByIds' | 'deletionsOf';

/** The part of auth that returns users and deletions, without a database. */
export class FakeAuth implements Pick<AuthClient, Faked> {
  events: UserEvent[] = [];
  readonly users = new Map<number, User>();
  readonly calls = { highestUserId: 0, usersByIds: 0 };
  largestQuestion = 0;
  /** The largest id that was assigned. */
  highestId = 0;
  /** The error of every call, while it is set. */
  error: ServiceError | undefined;

  register(id: number, uniqueId = `user ${id}`): void {
    this.users.set(id, { id, uniqueId, email: `${id}@example.com` });
  }

  /** @param type a type other than a deletion, as a later version may have it */
  delete(id: number, type = 'user.deleted'): UserEvent {
    const uniqueId = this.users.get(id)?.uniqueId ?? `user ${id}`;
    this.users.delete(id);
    const last = this.events.at(-1)?.id ?? 0;
    const event = { id: last + 1, eventId: randomUUID(), type, userId: id, uniqueId };
    this.events.push(event);
    return event;
  }

  async userEvents(
    ...[{ after: cursor, limit }]: Parameters<AuthClient['userEvents']>
  ): Promise<UserEvent[]> {
    if (this.error) throw this.error;
    if (!cursor) return this.events.slice(0, limit);
    const index = this.events.findIndex(({ eventId }) => eventId === cursor.eventId);
    if (index < 0) throw new ServiceError(authKernelErrors.event_cursor_unknown);
    return this.events.slice(index + 1, index + 1 + limit);
  }

  async highestUserId(): Promise<number> {
    this.calls.highestUserId++;
    if (this.error) throw this.error;
    return this.highestId;
  }

  async continueUserIdsAbove(id: number): Promise<null> {
    this.highestId = Math.max(this.highestId, id);
    return null;
  }

  async usersByIds(ids: readonly number[]): Promise<User[]> {
    this.calls.usersByIds++;
    this.largestQuestion = Math.max(this.largestQuestion, ids.length);
    return [...this.users.values()].filter(({ id }) => ids.includes(id));
  }

  async deletionsOf(ids: readonly number[]): Promise<UserEvent[]> {
    return this.events.filter(({ userId }) => ids.includes(userId));
  }
}
