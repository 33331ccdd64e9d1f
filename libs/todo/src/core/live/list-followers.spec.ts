import { waitFor } from '../../../../../test/support/wait-for.js';
import type { ListChanges } from './item-event.js';
import type { ListChangesDal } from '../ports/list-changes.dal.js';
import type { UserRef } from '../user-ref.js';
import type { ListFollower } from './list-follower.js';
import { ListFollowers } from './list-followers.js';

const LIMIT_MS = 5_000;
const IN_AN_HOUR = Date.now() + 3_600_000;

/** Lists with numbers as tags. */
class Changes implements ListChangesDal {
  readonly hears = true;
  version = 0;
  readonly tags = new Map<number, string>();
  /** The users whose change is announced. */
  announced: number[] = [];
  reads = 0;
  looks = 0;
  fails = false;
  /** The user whose list is read for long, and until when. */
  slow: { userId: number; until: Promise<void> } | undefined;
  private wake: () => void = () => undefined;

  set(userId: number, tag: string): void {
    this.tags.set(userId, tag);
  }

  announce(...userIds: number[]): void {
    this.announced = userIds;
    this.version++;
    this.wake();
  }

  async since({ userId }: UserRef): Promise<ListChanges | 'user_deleted'> {
    this.reads++;
    if (this.slow?.userId === userId) await this.slow.until;
    const tag = this.tags.get(userId);
    return tag === undefined ? 'user_deleted' : { tag, events: [] };
  }

  async tagsOf(userIds: readonly number[]): Promise<Map<number, string>> {
    this.looks++;
    if (this.fails) throw new Error('on purpose');
    return new Map(userIds.map((userId) => [userId, this.tags.get(userId) ?? 'none']));
  }

  async recentOf(userIds: readonly number[]): Promise<number[]> {
    return userIds.filter((userId) => this.announced.includes(userId));
  }

  async next(version: number, ms: number, signal: AbortSignal): Promise<void> {
    if (version !== this.version || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
      signal.addEventListener('abort', this.wake);
    });
  }
}

class Follower implements ListFollower {
  readonly user: UserRef;
  tag = 'first';
  isReady = true;
  readonly sessionId = undefined;
  unread = 0;
  hasEnded = false;
  until = IN_AN_HOUR;

  constructor(userId: number) {
    this.user = { userId, uniqueId: `u-${userId}` };
  }

  send({ tag }: ListChanges): void {
    this.tag = tag;
  }

  beat(): void {}

  end(): void {
    this.hasEnded = true;
  }
}

describe('followers of lists', () => {
  let changes: Changes;
  let followers: ListFollowers;
  beforeEach(() => {
    changes = new Changes();
    followers = new ListFollowers(changes);
  });
  afterEach(() => followers.stop());

  function join(userId: number): Follower {
    const follower = new Follower(userId);
    if (!changes.tags.has(userId)) changes.set(userId, 'first');
    followers.add(follower);
    return follower;
  }
  const until = (condition: () => boolean, what: string) =>
    waitFor(condition, LIMIT_MS, () => what);

  it('get a change at once, with one read for those who have the same list', async () => {
    const [one, other, stranger] = [join(1), join(1), join(2)];
    await until(() => changes.looks > 0, 'the first look');
    const before = performance.now();
    changes.set(1, 'second');
    changes.announce(1);
    await until(() => one.tag === 'second' && other.tag === 'second', 'both to get it');
    expect(performance.now() - before).toBeLessThan(900);
    expect(changes.reads).toBe(1);
    expect(stranger.tag).toBe('first');
  });

  it('find a change that was not announced within a second or so', async () => {
    const follower = join(1);
    changes.set(1, 'second');
    await until(() => follower.tag === 'second', 'the change');
  });

  it('do not wait for the long list of another one', async () => {
    const [slow, quick] = [join(1), join(2)];
    let release = () => undefined as void;
    changes.slow = { userId: 1, until: new Promise((resolve) => (release = resolve)) };
    changes.set(1, 'second');
    changes.set(2, 'second');
    changes.announce(1, 2);
    await until(() => quick.tag === 'second', 'the first change');
    changes.set(2, 'third');
    changes.announce(2);
    await until(() => quick.tag === 'third', 'the next one');
    expect(slow.tag).toBe('first');
    release();
    await until(() => slow.tag === 'second', 'the long list');
  });

  it('wait until they have read what was sent, and get all of it then', async () => {
    const follower = join(1);
    follower.isReady = false;
    const { looks } = changes;
    changes.set(1, 'second');
    changes.announce(1);
    await until(() => changes.looks > looks, 'a look');
    changes.set(1, 'third');
    changes.announce(1);
    await until(() => changes.looks > looks + 1, 'another look');
    expect(follower.tag).toBe('first');
    follower.isReady = true;
    await until(() => follower.tag === 'third', 'the last list');
  });

  it('end when their time is over, with their user, and when the process stops', async () => {
    const [expired, deleted, last] = [join(1), join(2), join(3)];
    expired.until = Date.now();
    changes.tags.delete(2);
    await until(() => expired.hasEnded && deleted.hasEnded, 'both to end');
    expect(last.hasEnded).toBe(false);
    followers.endWhere(({ user }) => user.userId === 3);
    expect(last.hasEnded).toBe(true);
    await followers.stop();
    const late = new Follower(4);
    followers.add(late);
    expect(late.hasEnded).toBe(true);
  });

  it('are ten per user at most', () => {
    const all = Array.from({ length: 10 }, () => join(1));
    expect(() => join(1)).toThrow('Too many streams');
    join(2);
    followers.remove(all[0]!);
    join(1);
    expect(followers.size).toBe(11);
  });

  it('get changes after an outage of the database', async () => {
    const follower = join(1);
    changes.fails = true;
    const { looks } = changes;
    changes.set(1, 'second');
    changes.announce(1);
    await until(() => changes.looks > looks, 'a look');
    expect(follower.tag).toBe('first');
    changes.fails = false;
    await until(() => follower.tag === 'second', 'the change');
  });
});
