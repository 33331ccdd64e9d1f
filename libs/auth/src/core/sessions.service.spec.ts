import { jest } from '@jest/globals';
import { EndedSessions } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import { HmacKeys, TokenService } from '#glue/token';
import { migrations } from '#migrations/auth';
import { openTestDataSource } from '../../../../test/support/test-database.js';
import { describeSessionStoreContract } from '../dal/session-store.dal.contract.js';
import type { FreshSession, SessionStore, StoredSession } from '../dal/session-store.dal.js';
import { SessionEntity } from '../dal/typeorm/session.entity.js';
import { TypeormSessionStore } from '../dal/typeorm/typeorm-session-store.dal.js';
import { UserEntity } from '../dal/typeorm/user.entity.js';
import { SessionPolicy } from './session-policy.js';
import { SessionsService } from './sessions.service.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const IDLE = 20 * MINUTE;
const LONGEST = 12 * HOUR;
const TOUCH_INTERVAL = 30 * SECOND;
const USER = { id: 1, uniqueId: 'u-1' };

/** The simplest store that keeps the contract. */
class SessionsInMemory implements SessionStore {
  private readonly sessions = new Map<string, StoredSession>();

  async create(session: FreshSession): Promise<void> {
    this.sessions.set(session.id, structuredClone(session));
  }

  async find(id: string): Promise<StoredSession | undefined> {
    return structuredClone(this.sessions.get(id));
  }

  async listOf(userId: number): Promise<StoredSession[]> {
    const all = [...this.sessions.values()];
    return structuredClone(all.filter((each) => each.userId === userId && !each.replacement));
  }

  async touch(id: string, at: Date, notSince: Date): Promise<void> {
    const session = this.sessions.get(id);
    if (session && session.lastUsedAt <= notSince) session.lastUsedAt = at;
  }

  async replace(id: string, successor: FreshSession): Promise<boolean> {
    const session = this.sessions.get(id);
    if (!session || session.replacement) return false;
    session.replacement = { id: successor.id, at: successor.createdAt };
    await this.create(successor);
    return true;
  }

  async end(id: string): Promise<string | undefined> {
    const successor = this.sessions.get(id)?.replacement?.id;
    this.sessions.delete(id);
    return successor;
  }

  async endAllOf(userId: number): Promise<string[]> {
    const live = await this.listOf(userId);
    for (const [id, session] of this.sessions) if (session.userId === userId) await this.end(id);
    return live.map(({ id }) => id);
  }
}

const openInMemory = async () => ({ dal: new SessionsInMemory(), close: async () => {} });

async function openInDatabase() {
  const entities = [UserEntity, SessionEntity];
  const { dataSource, close } = await openTestDataSource('auth', entities, migrations);
  await dataSource.query(
    "INSERT INTO users (unique_id, email, password_hash) VALUES ('u-1','a','h'), ('u-2','b','h')",
  );
  return { dal: new TypeormSessionStore(dataSource), close };
}

/** A clock that stands still until a test moves it. Starts now: tokens go by the real time. */
class StandingClock {
  private ms = Math.floor(Date.now() / 1000) * 1000;

  now(): Date {
    return new Date(this.ms);
  }

  pass(ms: number): void {
    this.ms += ms;
  }
}

describeSessionStoreContract('in memory, for tests', openInMemory);

describe.each<[string, () => Promise<{ dal: SessionStore; close(): Promise<void> }>]>([
  ['in memory', openInMemory],
  ['in the auth database', openInDatabase],
])('SessionsService with sessions %s', (_where, open) => {
  const tokens = new TokenService(new HmacKeys('x'.repeat(32)));
  const policy = new SessionPolicy(IDLE, LONGEST);
  let store: SessionStore;
  let close: () => Promise<void>;
  let clock: StandingClock;
  let ended: string[];
  let sessions: SessionsService;

  beforeAll(async () => ({ dal: store, close } = await open()), 60_000);
  afterAll(() => close());
  beforeEach(() => {
    clock = new StandingClock();
    ended = [];
    const endedSessions = new EndedSessions();
    endedSessions.onEnded((what) =>
      ended.push('sessionId' in what ? what.sessionId : `all of ${what.userId}`),
    );
    sessions = new SessionsService(store, policy, tokens, endedSessions, clock);
  });
  afterEach(() => jest.restoreAllMocks());

  const sid = (token: string) => tokens.verify(token).sid;

  async function codeOf(work: Promise<unknown>): Promise<string> {
    const error = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (error === undefined) return 'fine';
    expect(error).toBeInstanceOf(ServiceError);
    return (error as ServiceError).code;
  }

  /** Does something to a session after the service has looked at it, and before it replaces it. */
  function beforeReplacing(interfere: (id: string) => Promise<unknown>): void {
    const replace = store.replace.bind(store);
    jest.spyOn(store, 'replace').mockImplementationOnce(async (id, ...rest) => {
      await interfere(id);
      return replace(id, ...rest);
    });
  }

  describe('begin', () => {
    it('makes a token of the user and of a new session that lives', async () => {
      const token = await sessions.begin(USER);
      await expect(sessions.read(token)).resolves.toEqual({
        userId: 1,
        uniqueId: 'u-1',
        expiresAt: new Date(clock.now().getTime() + IDLE + TOUCH_INTERVAL).toISOString(),
      });
    });

    it('signs the time of the login and the absolute deadline', async () => {
      const { iat, exp, unique_id } = tokens.verify(await sessions.begin(USER));
      const now = clock.now().getTime() / 1000;
      expect([iat, exp, unique_id]).toEqual([now, now + LONGEST / 1000, 'u-1']);
    });

    it('names sessions by 128 random bits', async () => {
      const ids = await Promise.all(
        Array.from({ length: 50 }, async () => sid(await sessions.begin(USER))),
      );
      expect(new Set(ids).size).toBe(50);
      for (const id of ids) expect(Buffer.from(id, 'base64url')).toHaveLength(16);
    });
  });

  describe('read', () => {
    it('keeps a session alive as long as it is used', async () => {
      const token = await sessions.begin(USER);
      for (let used = 0; used + IDLE < LONGEST; used += IDLE) {
        clock.pass(IDLE);
        await sessions.read(token);
      }
    });

    it('never ends it before the idle timeout, though not each use is noted', async () => {
      const token = await sessions.begin(USER);
      clock.pass(TOUCH_INTERVAL - 1);
      await sessions.read(token); // goes unnoted
      clock.pass(IDLE);
      await sessions.read(token);
    });

    it('ends it after the idle timeout', async () => {
      const token = await sessions.begin(USER);
      clock.pass(IDLE + TOUCH_INTERVAL);
      expect(await codeOf(sessions.read(token))).toBe('session_ended');
      expect(await codeOf(sessions.read(token))).toBe('session_ended'); // asking is no use of it
    });

    it('ends it at the absolute deadline, however much it is used', async () => {
      const token = await sessions.begin(USER);
      for (let used = 0; used < LONGEST - 10 * MINUTE; used += 10 * MINUTE) {
        clock.pass(10 * MINUTE);
        await sessions.read(token);
      }
      clock.pass(10 * MINUTE - 1);
      const { expiresAt } = await sessions.read(token);
      expect(Date.parse(expiresAt) / 1000).toBe(tokens.verify(token).exp);
      clock.pass(1);
      expect(await codeOf(sessions.read(token))).toBe('session_ended');
    });

    it('writes at most once for 100 uses at the same time', async () => {
      const token = await sessions.begin(USER);
      const use = () => Promise.all(Array.from({ length: 100 }, () => sessions.read(token)));
      const touch = jest.spyOn(store, 'touch');
      await use();
      expect(touch).not.toHaveBeenCalled(); // the login was a use

      clock.pass(TOUCH_INTERVAL);
      const answers = await use();
      expect(new Set(answers.map(({ expiresAt }) => expiresAt)).size).toBe(1);
      await expect(store.find(sid(token))).resolves.toMatchObject({ lastUsedAt: clock.now() });

      touch.mockClear();
      clock.pass(TOUCH_INTERVAL - 1);
      await use();
      expect(touch).not.toHaveBeenCalled();
    });

    it('reads from a store that takes no writes, without prolonging the session', async () => {
      const token = await sessions.begin(USER);
      const { expiresAt } = await sessions.read(token);
      clock.pass(TOUCH_INTERVAL);
      const touch = jest.spyOn(store, 'touch');
      touch.mockRejectedValueOnce(new ServiceError('database_unavailable'));
      await expect(sessions.read(token)).resolves.toMatchObject({ expiresAt });
      touch.mockRejectedValueOnce(new ServiceError('internal'));
      expect(await codeOf(sessions.read(token))).toBe('internal');
    });

    it('refuses a token that was never ours, without asking the store', async () => {
      const find = jest.spyOn(store, 'find');
      expect(await codeOf(sessions.read('a.b.c'))).toBe('unauthenticated');
      expect(find).not.toHaveBeenCalled();
    });

    it('refuses our token if its session is not there', async () => {
      const claims = tokens.verify(await sessions.begin(USER));
      const token = tokens.sign({ ...claims, sid: 'nothing' });
      expect(await codeOf(sessions.read(token))).toBe('session_ended');
    });
  });

  describe('end', () => {
    it('ends that session at once, and says so within the process', async () => {
      const [token, other] = [await sessions.begin(USER), await sessions.begin(USER)];
      await sessions.end(sid(token));
      expect(await codeOf(sessions.read(token))).toBe('session_ended');
      expect(await codeOf(sessions.refresh(token))).toBe('session_ended');
      expect(await codeOf(sessions.read(other))).toBe('fine');
      expect(ended).toEqual([sid(token)]);
    });

    it('can be done twice', async () => {
      const token = await sessions.begin(USER);
      await sessions.end(sid(token));
      await sessions.end(sid(token));
    });

    it('ends what a faster refresh has put in its place, too, and says so of both', async () => {
      const [token, other] = [await sessions.begin(USER), await sessions.begin(USER)];
      const next = await sessions.refresh(token);
      ended = [];
      await sessions.end(sid(token));
      for (const each of [token, next]) {
        expect(await codeOf(sessions.read(each))).toBe('session_ended');
        expect(await codeOf(sessions.refresh(each))).toBe('session_ended');
      }
      expect(ended).toEqual([sid(token), sid(next)]);
      expect(await codeOf(sessions.read(other))).toBe('fine');
    });

    it('ends what several faster refreshes have put in its place', async () => {
      const tokensOfOne = [await sessions.begin(USER)];
      for (let i = 0; i < 3; i++) tokensOfOne.push(await sessions.refresh(tokensOfOne.at(-1)!));
      ended = [];
      await sessions.end(sid(tokensOfOne[0]!));
      expect(await codeOf(sessions.read(tokensOfOne.at(-1)!))).toBe('session_ended');
      expect(ended).toEqual(tokensOfOne.map(sid));
    });
  });

  describe('refresh', () => {
    it('makes another session of the same user with the same absolute deadline', async () => {
      const token = await sessions.begin(USER);
      clock.pass(MINUTE);
      const next = await sessions.refresh(token);
      expect(sid(next)).not.toBe(sid(token));
      const [before, after] = [tokens.verify(token), tokens.verify(next)];
      expect(after).toEqual({ ...before, sid: after.sid, iat: before.iat + 60 });
      await expect(sessions.read(next)).resolves.toMatchObject({ userId: 1, uniqueId: 'u-1' });
    });

    it('refuses the old token for everything else, and says so within the process', async () => {
      const token = await sessions.begin(USER);
      await sessions.refresh(token);
      expect(await codeOf(sessions.read(token))).toBe('session_ended');
      expect(ended).toEqual([sid(token)]);
    });

    it('starts the idle time anew, and never the absolute one', async () => {
      let token = await sessions.begin(USER);
      const { exp } = tokens.verify(token);
      for (let used = 0; used < LONGEST - 10 * MINUTE; used += 10 * MINUTE) {
        clock.pass(10 * MINUTE);
        token = await sessions.refresh(token);
      }
      expect(tokens.verify(token).exp).toBe(exp);
      clock.pass(10 * MINUTE);
      expect(await codeOf(sessions.read(token))).toBe('session_ended');
      expect(await codeOf(sessions.refresh(token))).toBe('session_ended');
    });

    it('gives the same token for the same old one within 10 s', async () => {
      const token = await sessions.begin(USER);
      const next = await sessions.refresh(token);
      clock.pass(10 * SECOND);
      await expect(sessions.refresh(token)).resolves.toBe(next);
    });

    it('refuses the old token after 10 s, and leaves the new one alone', async () => {
      const token = await sessions.begin(USER);
      const next = await sessions.refresh(token);
      clock.pass(10 * SECOND + 1);
      expect(await codeOf(sessions.refresh(token))).toBe('session_ended');
      expect(await codeOf(sessions.read(next))).toBe('fine');
    });

    it('does not count the 10 s anew each time the old token is sent', async () => {
      const token = await sessions.begin(USER);
      await sessions.refresh(token);
      clock.pass(9 * SECOND);
      await sessions.refresh(token);
      clock.pass(2 * SECOND);
      expect(await codeOf(sessions.refresh(token))).toBe('session_ended');
    });

    it('gives one successor to all who refresh a token at once', async () => {
      const token = await sessions.begin(USER);
      const all = await Promise.all(Array.from({ length: 20 }, () => sessions.refresh(token)));
      expect(new Set(all).size).toBe(1);
      expect(await codeOf(sessions.read(all[0]!))).toBe('fine');
    });

    it('follows the chain when the successor was refreshed meanwhile, too', async () => {
      const token = await sessions.begin(USER);
      const second = await sessions.refresh(token);
      clock.pass(SECOND);
      const third = await sessions.refresh(second);
      await expect(sessions.refresh(token)).resolves.toBe(third);
    });

    it('does not follow the chain over a link older than 10 s', async () => {
      const token = await sessions.begin(USER);
      const second = await sessions.refresh(token);
      clock.pass(6 * SECOND);
      await sessions.refresh(second);
      clock.pass(6 * SECOND);
      expect(await codeOf(sessions.refresh(token))).toBe('session_ended');
    });

    it('refuses the old token once the successor was ended', async () => {
      const token = await sessions.begin(USER);
      await sessions.end(sid(await sessions.refresh(token)));
      expect(await codeOf(sessions.refresh(token))).toBe('session_ended');
    });

    it('refuses a session that has been idle for too long', async () => {
      const token = await sessions.begin(USER);
      clock.pass(IDLE + TOUCH_INTERVAL);
      expect(await codeOf(sessions.refresh(token))).toBe('session_ended');
    });

    it('refuses a token that was never ours', async () => {
      expect(await codeOf(sessions.refresh('a.b.c'))).toBe('unauthenticated');
    });

    it('leaves no successor when the session is ended in between', async () => {
      const token = await sessions.begin(USER);
      const before = (await store.listOf(USER.id)).length;
      beforeReplacing((id) => store.end(id));
      expect(await codeOf(sessions.refresh(token))).toBe('session_ended');
      expect(await store.listOf(USER.id)).toHaveLength(before - 1);
      expect(ended).toEqual([]);
    });

    it('gives the successor of whoever was faster in between', async () => {
      const token = await sessions.begin(USER);
      let faster: string | undefined;
      beforeReplacing(async () => (faster = await sessions.refresh(token)));
      const slower = await sessions.refresh(token);
      expect(slower).toBe(faster);
    });
  });

  it('ends all sessions of a user, and of nobody else', async () => {
    const [one, other, bystander] = [
      await sessions.begin(USER),
      await sessions.begin(USER),
      await sessions.begin({ id: 2, uniqueId: 'u-2' }),
    ];
    await sessions.endAllOf(USER.id);
    for (const token of [one, other]) {
      expect(await codeOf(sessions.read(token))).toBe('session_ended');
      expect(await codeOf(sessions.refresh(token))).toBe('session_ended');
    }
    expect(await codeOf(sessions.read(bystander))).toBe('fine');
    expect(ended).toEqual([`all of ${USER.id}`]);
  });
});
