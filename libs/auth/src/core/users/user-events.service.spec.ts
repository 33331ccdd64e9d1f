import type { UserEvent } from '#auth-kernel';
import type { UserEventsDal } from '../ports/user-events.dal.js';
import type { SessionsService } from '../sessions/sessions.service.js';
import { STEP_USERS, UserEventsService } from './user-events.service.js';

const event = (id: number): UserEvent => ({
  id,
  eventId: `event ${id}`,
  type: 'user.deleted',
  userId: id * 10,
  uniqueId: `u-${id}`,
});

let stored: UserEvent[];
/** Ids of users. */
let open: number[];
let ended: number[];
let fails: number | undefined;
let service: UserEventsService;

beforeEach(() => {
  [stored, open, ended, fails] = [[event(1), event(2), event(5)], [20, 50], [], undefined];
  const dal: UserEventsDal = {
    from: async (id, limit) => stored.filter((each) => each.id >= id).slice(0, limit),
    deletionsOf: async (ids) => stored.filter(({ userId }) => ids.includes(userId)),
    withOpenSessions: async (limit) =>
      stored.filter(({ userId }) => open.includes(userId)).slice(0, limit),
    markSessionsEnded: async (userId) => {
      open = open.filter((each) => each !== userId);
    },
  };
  const sessions: Partial<SessionsService> = {
    endAllOf: async (userId) => {
      if (userId === fails) throw new Error('unavailable');
      ended.push(userId);
    },
  };
  service = new UserEventsService(dal, sessions as SessionsService);
});

describe('the events after a cursor', () => {
  it('are all without a cursor, up to the limit', async () => {
    expect(await service.after(undefined, 10)).toEqual(stored);
    expect(await service.after(undefined, 2)).toEqual(stored.slice(0, 2));
  });

  it('are those after the cursor, up to the limit', async () => {
    expect(await service.after(event(1), 10)).toEqual([event(2), event(5)]);
    expect(await service.after(event(1), 1)).toEqual([event(2)]);
    expect(await service.after(event(5), 10)).toEqual([]);
  });

  it.each([
    ['does not exist', { id: 3, eventId: 'event 3' }],
    ['is after the last one', { id: 6, eventId: 'event 6' }],
    ['was reused by another event', { id: 2, eventId: 'an earlier event 2' }],
  ])('are none if its id %s', async (_, cursor) => {
    const refused = { code: 'event_cursor_unknown', status: 409 };
    await expect(service.after(cursor, 10)).rejects.toMatchObject(refused);
  });
});

describe('sessions of deleted users', () => {
  it('end for one user, and the others stay due', async () => {
    await service.endSessionsOf(50);
    expect([ended, open]).toEqual([[50], [20]]);
  });

  it('end for all who are due, each once', async () => {
    expect(await service.endSomeSessions()).toBe(false);
    expect(await service.endSomeSessions()).toBe(false);
    expect(ended).toEqual([20, 50]);
  });

  it('end for this many users per step, the oldest deletions first', async () => {
    stored = Array.from({ length: STEP_USERS * 2 }, (_, i) => event(i + 1));
    open = stored.map(({ userId }) => userId);
    const all = open;
    expect(await service.endSomeSessions()).toBe(true);
    expect(ended).toEqual(all.slice(0, STEP_USERS));
    expect(await service.endSomeSessions()).toBe(true);
    expect(await service.endSomeSessions()).toBe(false);
    expect(ended).toEqual(all);
  });

  it.each([
    [20, 50],
    [50, 20],
  ])('stay due while they cannot be ended, and do not delay others (%i)', async (stuck, other) => {
    fails = stuck;
    await expect(service.endSomeSessions()).rejects.toThrow('unavailable');
    await expect(service.endSessionsOf(stuck)).rejects.toThrow('unavailable');
    expect([ended, open]).toEqual([[other], [stuck]]);
    fails = undefined;
    await service.endSomeSessions();
    expect(ended).toEqual([other, stuck]);
  });
});
