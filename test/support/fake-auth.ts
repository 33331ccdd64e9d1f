import { randomUUID } from 'node:crypto';
import type { AuthClient, User, UserDeletion } from '#auth-kernel';
import { eventErrors } from '#seam';
import { ServiceError } from '#glue/errors';

type Faked = 'events' | 'highestUserId' | 'continueUserIdsAbove' | 'usersByIds' | 'deletionsOf';

/** The part of auth that returns users and deletions, without a database. */
export class FakeAuth implements Pick<AuthClient, Faked> {
  deletions: (UserDeletion & { eventId: string })[] = [];
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

  delete(id: number): void {
    const uniqueId = this.users.get(id)?.uniqueId ?? `user ${id}`;
    this.users.delete(id);
    const last = this.deletions.at(-1)?.id ?? 0;
    this.deletions.push({ id: last + 1, eventId: randomUUID(), userId: id, uniqueId });
  }

  async events(...[{ after, limit }]: Parameters<AuthClient['events']>) {
    if (this.error) throw this.error;
    const all = this.deletions.map(({ id, eventId, ...data }) => ({
      ...{ id, eventId, data },
      type: 'user.deleted' as const,
    }));
    const isLast = ({ eventId }: { eventId: string }) =>
      typeof after === 'object' && 'eventId' in after && eventId === after.eventId;
    if (after && !all.some(isLast)) throw new ServiceError(eventErrors.event_cursor_unknown);
    const first = all.findIndex(isLast) + 1;
    return { events: all.slice(first, first + limit) };
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

  async deletionsOf(ids: readonly number[]): Promise<UserDeletion[]> {
    return this.deletions.filter(({ userId }) => ids.includes(userId));
  }
}
