import type { StoredUserEvent, UserEventDal } from '../dal/user-event.dal.js';
import type { SessionsService } from './sessions.service.js';
import { UserEventsService } from './user-events.service.js';

const event = (id: number): StoredUserEvent => ({
  id,
  eventId: `event ${id}`,
  type: 'user.deleted',
  userId: id * 10,
  uniqueId: `u-${id}`,
});

let stored: StoredUserEvent[];
let open: number[];
let ended: number[];
let fails: number | undefined;
let service: UserEventsService;

beforeEach(() => {
  [stored, open, ended, fails] = [[event(1), event(2), event(5)], [2, 5], [], undefined];
  const dal: UserEventDal = {
    from: async (id, limit) => stored.filter((each) => each.id >= id).slice(0, limit),
    deletionsOf: async (ids) => stored.filter(({ userId }) => ids.includes(userId)),
    withOpenSessions: async () => stored.filter(({ id }) => open.includes(id)),
    markSessionsEnded: async (id) => {
      open = open.filter((each) => each !== id);
    },
  };
  const sessions: Partial<SessionsService> = {
    endAllOf: async (userId) => {
      if (userId === fails) throw new Error('away');
      ended.push(userId);
    },
  };
  service = new UserEventsService(dal, sessions as SessionsService);
});

describe('the events after a cursor', () => {
  it('are all of them without one, up to the limit', async () => {
    expect(await service.after(undefined, 10)).toEqual(stored);
    expect(await service.after(undefined, 2)).toEqual(stored.slice(0, 2));
  });

  it('are those after its own event, up to the limit', async () => {
    expect(await service.after(event(1), 10)).toEqual([event(2), event(5)]);
    expect(await service.after(event(1), 1)).toEqual([event(2)]);
    expect(await service.after(event(5), 10)).toEqual([]);
  });

  it.each([
    ['is not there', { id: 3, eventId: 'event 3' }],
    ['is later than all', { id: 6, eventId: 'event 6' }],
    ['has been given to another event', { id: 2, eventId: 'an earlier event 2' }],
  ])('are none if its id %s', async (_, cursor) => {
    const refused = { code: 'event_cursor_unknown', status: 409 };
    await expect(service.after(cursor, 10)).rejects.toMatchObject(refused);
  });
});

describe('sessions of deleted users', () => {
  it('are ended at the start, and each once', async () => {
    await service.onApplicationBootstrap();
    expect(ended).toEqual([20, 50]);
    await service.endSessionsOfDeleted();
    expect(ended).toEqual([20, 50]);
  });

  it('stay due while they cannot be ended', async () => {
    fails = 50;
    await expect(service.endSessionsOfDeleted()).rejects.toThrow('away');
    expect(open).toEqual([5]);
    fails = undefined;
    await service.endSessionsOfDeleted();
    expect(ended).toEqual([20, 50]);
  });
});
