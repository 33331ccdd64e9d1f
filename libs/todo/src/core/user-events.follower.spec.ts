import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { authContract } from '#auth-kernel';
import type { AuthClient } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import { FakeAuth } from '../../../../test/support/fake-auth.js';
import type { UserRef } from './user-ref.js';
import type { EventCursor, UserDeletionDal } from './ports/user-deletion.dal.js';
import { UserEventsFollower } from './user-events.follower.js';
import { UserDeletionsService } from './user-deletions.service.js';

/** Records the cursor and the deleted users. */
class DeletionsInMemory implements UserDeletionDal {
  at: EventCursor | undefined;
  readonly applied: UserRef[] = [];
  /** Runs before an event is applied. */
  before: () => Promise<unknown> = async () => undefined;

  cursor = async () => this.at;
  highestUserId = async () => 41;

  async advance(from: EventCursor | undefined, to: EventCursor, deleted?: UserRef) {
    await this.before();
    if (from?.eventId !== this.at?.eventId) return false;
    this.at = { id: to.id, eventId: to.eventId };
    if (deleted) this.applied.push(deleted);
    return true;
  }
}

let auth: FakeAuth;
let dal: DeletionsInMemory;
let events: UserDeletionsService;
beforeEach(() => {
  [auth, dal] = [new FakeAuth(), new DeletionsInMemory()];
  events = new UserDeletionsService(auth as unknown as AuthClient, dal);
});
const appliedIds = () => dal.applied.map(({ userId: id }) => id);

describe('catching up', () => {
  it('applies all events in order, page by page, each once', async () => {
    const ids = Array.from({ length: 250 }, (_, i) => i + 1);
    ids.forEach((id) => auth.delete(id));
    expect(await events.catchUp()).toBe(250);
    expect(appliedIds()).toEqual(ids);
    expect(await events.catchUp()).toBe(0);
    auth.delete(1_000);
    expect(await events.catchUp()).toBe(1);
    expect(dal.applied).toHaveLength(251);
  });

  it('makes auth continue its ids above the largest known one, if they are lower', async () => {
    auth.highestId = 40;
    await events.catchUp();
    expect(auth.highestId).toBe(41);
    auth.highestId = 50;
    await events.catchUp();
    expect(auth.highestId).toBe(50);
  });

  it('does so too if auth does not know the cursor', async () => {
    auth.delete(1);
    await events.catchUp();
    [auth.events, auth.highestId] = [[], 0];
    await expect(events.catchUp()).rejects.toMatchObject({ code: 'event_cursor_unknown' });
    expect(auth.highestId).toBe(41);
  });

  it('skips events of an unknown type', async () => {
    auth.delete(1);
    const renamed = auth.delete(2, 'user.renamed');
    expect(await events.catchUp()).toBe(2);
    expect(appliedIds()).toEqual([1]);
    expect(dal.at).toMatchObject({ eventId: renamed.eventId });
  });

  it('shares the work with another process, and no event is applied twice', async () => {
    for (let id = 1; id <= 300; id++) auth.delete(id);
    const other = new UserDeletionsService(auth as unknown as AuthClient, dal);
    dal.before = () => new Promise(setImmediate);
    while (dal.applied.length < 300) await Promise.all([events.catchUp(), other.catchUp()]);
    expect(appliedIds()).toEqual(Array.from({ length: 300 }, (_, i) => i + 1));
  });

  it('stops between two events on shutdown', async () => {
    for (let id = 1; id <= 5; id++) auth.delete(id);
    let left = 2;
    expect(await events.catchUp(() => left-- > 0)).toBe(2);
    expect(appliedIds()).toEqual([1, 2]);
  });

  it('applies nothing when auth does not have the last event', async () => {
    auth.delete(1);
    await events.catchUp();
    auth.events = [];
    auth.delete(2);
    await expect(events.catchUp()).rejects.toMatchObject({ code: 'event_cursor_unknown' });
    expect(appliedIds()).toEqual([1]);
  });
});

describe('UserEventsFollower', () => {
  const POLL_MS = 1_000;
  let follower: UserEventsFollower;
  let warn: jest.SpiedFunction<Logger['warn']>;
  let error: jest.SpiedFunction<Logger['error']>;
  beforeEach(() => {
    jest.useFakeTimers();
    warn = jest.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
    error = jest.spyOn(Logger.prototype, 'error').mockReturnValue(undefined);
    follower = new UserEventsFollower(events, POLL_MS);
  });
  afterEach(async () => {
    await follower.onModuleDestroy();
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  it('polls at once, and then every second', async () => {
    auth.delete(1);
    follower.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(0);
    expect(appliedIds()).toEqual([1]);
    auth.delete(2);
    await jest.advanceTimersByTimeAsync(POLL_MS - 1);
    expect(appliedIds()).toEqual([1]);
    await jest.advanceTimersByTimeAsync(1);
    expect(appliedIds()).toEqual([1, 2]);
    expect(follower.note).toBeUndefined();
  });

  it('polls every two seconds while auth is unavailable, logs this once, and continues afterwards', async () => {
    auth.error = new ServiceError(authContract.errors.auth_unavailable);
    follower.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(auth.calls.highestUserId).toBe(31);
    expect(warn).toHaveBeenCalledTimes(1);
    expect(follower.note).toMatch(/^waiting: The auth service is unavailable/);
    auth.error = undefined;
    auth.delete(1);
    await jest.advanceTimersByTimeAsync(2_000);
    expect(appliedIds()).toEqual([1]);
    expect(follower.note).toBeUndefined();
    await jest.advanceTimersByTimeAsync(10_000);
    expect(auth.calls.highestUserId).toBe(42);
  });

  it('stops applying when auth was restored, logs what to do, and continues once that is done', async () => {
    auth.delete(1);
    follower.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(0);
    auth.events = [];
    auth.delete(2);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(appliedIds()).toEqual([1]);
    expect(follower.note).toMatch(/restored from an older backup.*reconcile -- --auth-restored/);
    expect(error).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(120_000);
    expect(error).toHaveBeenCalledTimes(3); // and logs it again each minute
    dal.at = undefined;
    await jest.advanceTimersByTimeAsync(2_000);
    expect(appliedIds()).toEqual([1, 2]);
    expect(follower.note).toBeUndefined();
  });

  it('finishes the event that is being applied, and polls no more', async () => {
    auth.delete(1);
    auth.delete(2);
    let finish: () => void = () => undefined;
    dal.before = () => new Promise<void>((resolve) => (finish = resolve));
    follower.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(0);
    let hasStopped = false;
    const stopping = follower.onModuleDestroy().then(() => (hasStopped = true));
    await jest.advanceTimersByTimeAsync(10);
    expect(hasStopped).toBe(false);
    finish();
    await stopping;
    expect(appliedIds()).toEqual([1]);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(auth.calls.highestUserId).toBe(1);
  });
});
