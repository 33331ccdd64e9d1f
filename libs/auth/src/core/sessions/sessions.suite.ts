/**
 * The contract of {@link SessionsService} and {@link RefreshService}, on any {@link SessionsDal}.
 * If the store requires users, it has users 1 and 2 with public ids `u-1` and `u-2`.
 */
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { SessionInvalidations } from '#auth-kernel';
import { commonErrors, ServiceError } from '#glue/errors';
import { HmacKeys } from '../../tokens/hmac-keys.js';
import { JwtTokens } from '../../tokens/jwt-tokens.js';
import type { AuditEntry } from '../ports/account-audit.js';
import type { AccountAudit } from '../ports/account-audit.js';
import type { EndedSessions, SessionEvents } from '../ports/session-events.js';
import type { SessionsDal } from '../ports/sessions.dal.js';
import type { Transactions } from '../ports/transactions.js';
import type { UsersDal } from '../ports/users.dal.js';
import { RefreshService } from './refresh.service.js';
import { SessionEndings } from './session-endings.js';
import { SessionPolicy } from './session-policy.js';
import type { WaysIn } from '../factors/ways-in.js';
import type { FactorsDal } from '../ports/factors/factors.dal.js';
import { LoginPolicy } from '../users/login-policy.js';
import { SessionRoles } from './session-roles.js';
import { SessionsService } from './sessions.service.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const IDLE = 20 * MINUTE;
const LONGEST = 12 * HOUR;
const TOUCH_INTERVAL = 30 * SECOND;
const GRACE = 10 * SECOND;
const USER = { id: 1, uniqueId: 'u-1' };

const CLIENT = {
  ...{ network: '192.0.2.0', address: '192.0.2.7', device: 'Firefox on Windows' },
  hasDisconnected: () => false,
};

/** What works with the store, and notes what is published and audited. */
function fakes(published: EndedSessions[], audited: AuditEntry[]) {
  const add = async (entry: AuditEntry) => void audited.push(entry);
  const claimed = new Set<string>();
  return {
    users: {} as UsersDal,
    sessionEvents: {
      claim: async (id) => !claimed.has(id) && !!claimed.add(id),
      complete: async (id) => void claimed.delete(id),
      ended: async (which) => void published.push(which),
    } satisfies SessionEvents,
    transactions: { transaction: (_what, work) => work() } satisfies Transactions,
    audit: {
      add,
      around: async (entry, change) => {
        await add(entry);
        return change();
      },
    } satisfies Partial<AccountAudit> as unknown as AccountAudit,
  };
}

interface Opened {
  dal: SessionsDal;
  close(): Promise<void>;
}

/** A clock that only tests move. Starts now, because tokens use the real time. */
class StandingClock {
  private ms = Math.floor(Date.now() / 1000) * 1000;

  now(): Date {
    return new Date(this.ms);
  }

  pass(ms: number): void {
    this.ms += ms;
  }
}

export function describeSessions(where: string, open: () => Promise<Opened>): void {
  describe(`sessions ${where}`, () => {
    const tokens = new JwtTokens(new HmacKeys('x'.repeat(32)));
    const policy = new SessionPolicy({ idleMs: IDLE, maxMs: LONGEST });
    let store: SessionsDal;
    let close: () => Promise<void>;
    let clock: StandingClock;
    let ended: string[];
    let sessions: SessionsService;
    let refreshes: RefreshService;
    let events: unknown[];
    let published: EndedSessions[];
    let audited: AuditEntry[];
    let loginPolicy: LoginPolicy;
    /** Of the user, where that counts. */
    let ways: WaysIn | undefined;

    beforeAll(async () => ({ dal: store, close } = await open()), 60_000);
    afterAll(() => close());
    beforeEach(() => {
      clock = new StandingClock();
      ended = [];
      const invalidations = new SessionInvalidations();
      invalidations.subscribe((what) =>
        ended.push(
          'sessionId' in what ? what.sessionId : `all of ${'userId' in what && what.userId}`,
        ),
      );
      published = [];
      audited = [];
      const collaborators = fakes(published, audited);
      const { users, sessionEvents, transactions, audit } = collaborators;
      const endings = new SessionEndings(store, users, sessionEvents, transactions, invalidations);
      const parts = [store, policy, tokens, endings, transactions, audit, clock] as const;
      loginPolicy = new LoginPolicy(false, false);
      const factors: Partial<FactorsDal> = { waysOf: async () => ways };
      const roles = new SessionRoles(loginPolicy, factors as FactorsDal);
      sessions = new SessionsService(...parts, roles);
      refreshes = new RefreshService(store, policy, tokens, endings, audit, clock);
      events = [];
      jest.spyOn(Logger.prototype, 'log').mockImplementation((event: unknown) => {
        events.push(event);
      });
    });
    afterEach(() => jest.restoreAllMocks());

    const active = { sessionGeneration: 0, role: 'user', disabledAt: null } as const;
    const begin = async (user: { id: number; uniqueId: string }) =>
      (await sessions.begin({ ...user, ...active }, CLIENT))!.token;
    const logOut = (token: string) => sessions.logOut(token, CLIENT);
    const sid = (token: string) => tokens.check(token).claims.sid;

    async function codeOf(work: Promise<unknown>): Promise<string> {
      const error = await work.then(
        () => undefined,
        (reason: unknown) => reason,
      );
      if (error === undefined) return 'fine';
      expect(error).toBeInstanceOf(ServiceError);
      return (error as ServiceError).code;
    }

    /** The store has deleted a replaced session: the next read finds nothing. */
    function forgotten(): void {
      jest.spyOn(store, 'find').mockResolvedValueOnce(undefined);
    }

    /** A token of an earlier version, of a session that is the first of a chain. */
    function withoutChain(token: string): string {
      const { unique_id, sid, iat, exp } = tokens.check(token).claims;
      return tokens.sign({ unique_id, sid, iat, exp });
    }

    /** Logs in and refreshes this often, a second apart; returns the tokens in order. */
    async function chainOfTokens(refreshed: number): Promise<[string, ...string[]]> {
      const chain: [string, ...string[]] = [await begin(USER)];
      for (let i = 0; i < refreshed; i++) {
        chain.push(await refreshes.refresh(chain.at(-1)!));
        clock.pass(SECOND);
      }
      return chain;
    }

    /** Changes a session after the service has read it, and before it replaces it. */
    function beforeReplacing(interfere: (id: string) => Promise<unknown>): void {
      const replace = store.replace.bind(store);
      jest.spyOn(store, 'replace').mockImplementationOnce(async (id, ...rest) => {
        await interfere(id);
        return replace(id, ...rest);
      });
    }

    describe('begin', () => {
      it('makes a token of the user and of a new active session', async () => {
        const token = await begin(USER);
        await expect(sessions.use(token)).resolves.toEqual({
          userId: 1,
          uniqueId: 'u-1',
          expiresAt: new Date(clock.now().getTime() + IDLE).toISOString(),
        });
      });

      it('signs the time of the login and the absolute deadline', async () => {
        const token = await begin(USER);
        const now = clock.now().getTime() / 1000;
        expect(tokens.check(token).claims).toEqual({
          unique_id: 'u-1',
          sid: sid(token),
          chain: sid(token),
          iat: now,
          exp: now + LONGEST / 1000,
        });
      });

      it('has no role while its administrator has no second factor, where one is required', async () => {
        const admin = { ...USER, ...active, role: 'admin' } as const;
        const { token } = (await sessions.begin(admin, CLIENT))!;
        const roleIn = async (given: Partial<WaysIn> | undefined) => {
          const none = { hasPassword: true, hasTotp: false, passkeys: 0 };
          ways = given && { ...none, ...given };
          return (await sessions.use(token)).role;
        };
        expect(await roleIn({})).toBe('admin');
        Object.assign(loginPolicy, { adminsNeedSecondFactor: true });
        expect(await roleIn({})).toBeUndefined();
        expect(await roleIn(undefined)).toBeUndefined();
        expect(await roleIn({ hasTotp: true })).toBe('admin');
        expect(await roleIn({ passkeys: 1 })).toBe('admin');
      });

      it('gives the session the role of its user, also after a refresh', async () => {
        const admin = { ...USER, ...active, role: 'admin' } as const;
        const { token } = (await sessions.begin(admin, CLIENT))!;
        await expect(sessions.use(token)).resolves.toMatchObject({ role: 'admin' });
        const next = await refreshes.refresh(token);
        await expect(sessions.use(next)).resolves.toMatchObject({ userId: 1, role: 'admin' });
      });

      it('makes none of a disabled user', async () => {
        const disabled = { ...USER, ...active, disabledAt: clock.now() };
        await expect(sessions.begin(disabled, CLIENT)).resolves.toBeUndefined();
        expect(audited).toEqual([]);
      });

      it('names sessions by 128 random bits', async () => {
        const ids = await Promise.all(
          Array.from({ length: 50 }, async () => sid(await begin(USER))),
        );
        expect(new Set(ids).size).toBe(50);
        for (const id of ids) expect(Buffer.from(id, 'base64url')).toHaveLength(16);
      });
    });

    describe('read', () => {
      it('keeps a session active while it is used', async () => {
        const token = await begin(USER);
        for (let used = 0; used + IDLE < LONGEST; used += IDLE) {
          clock.pass(IDLE - 1);
          await sessions.use(token);
        }
      });

      it('ends it at most the touch interval early, because not each use is stored', async () => {
        const token = await begin(USER);
        clock.pass(TOUCH_INTERVAL - 1);
        await sessions.use(token); // not stored
        clock.pass(IDLE - TOUCH_INTERVAL);
        await sessions.use(token);
      });

      it('ends, in the store too, the idle timeout after the last stored use', async () => {
        const { create, touch } = {
          create: jest.spyOn(store, 'create'),
          touch: jest.spyOn(store, 'touch'),
        };
        const token = await begin(USER);
        const end = () => new Date(clock.now().getTime() + IDLE);
        expect(create.mock.lastCall![1]).toEqual(end());
        clock.pass(TOUCH_INTERVAL);
        const { expiresAt } = await sessions.use(token);
        expect(touch.mock.lastCall![3]).toEqual(end());
        expect(expiresAt).toBe(end().toISOString());
      });

      it('ends it after the idle timeout', async () => {
        const token = await begin(USER);
        clock.pass(IDLE);
        expect(await codeOf(sessions.use(token))).toBe('session_ended');
        expect(await codeOf(sessions.use(token))).toBe('session_ended'); // reading it is not a use
      });

      it('ends it after the idle timeout, though it was read without a use', async () => {
        const token = await begin(USER);
        clock.pass(IDLE - 1);
        const { expiresAt, ...others } = await sessions.look(token);
        expect(others).toEqual({ userId: 1, uniqueId: USER.uniqueId });
        expect(expiresAt).toBe(new Date(clock.now().getTime() + 1).toISOString());
        clock.pass(1);
        for (const read of [sessions.look(token), sessions.use(token)])
          expect(await codeOf(read)).toBe('session_ended');
        expect(await codeOf(sessions.look('a.b.c'))).toBe('unauthenticated');
      });

      it('ends at the absolute deadline, however much it is used', async () => {
        const token = await begin(USER);
        for (let used = 0; used < LONGEST - 10 * MINUTE; used += 10 * MINUTE) {
          clock.pass(10 * MINUTE);
          await sessions.use(token);
        }
        clock.pass(10 * MINUTE - 1);
        const { expiresAt } = await sessions.use(token);
        expect(Date.parse(expiresAt) / 1000).toBe(tokens.check(token).claims.exp);
        clock.pass(1);
        expect(await codeOf(sessions.use(token))).toBe('session_ended');
      });

      it('writes at most once for 100 concurrent uses', async () => {
        const token = await begin(USER);
        const use = () => Promise.all(Array.from({ length: 100 }, () => sessions.use(token)));
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

      it('reads from a read-only store, without prolonging the session', async () => {
        const token = await begin(USER);
        const { expiresAt } = await sessions.use(token);
        clock.pass(TOUCH_INTERVAL);
        const touch = jest.spyOn(store, 'touch');
        touch.mockRejectedValueOnce(new ServiceError(commonErrors.database_unavailable));
        await expect(sessions.use(token)).resolves.toMatchObject({ expiresAt });
        touch.mockRejectedValueOnce(new ServiceError(commonErrors.internal));
        expect(await codeOf(sessions.use(token))).toBe('internal');
      });

      it('refuses a forged token without reading the store', async () => {
        const find = jest.spyOn(store, 'find');
        expect(await codeOf(sessions.use('a.b.c'))).toBe('unauthenticated');
        expect(find).not.toHaveBeenCalled();
      });

      it('refuses a token of another user than that of the session', async () => {
        const token = await begin(USER);
        const foreign = tokens.sign({ ...tokens.check(token).claims, unique_id: 'u-2' });
        expect(await codeOf(sessions.use(foreign))).toBe('unauthenticated');
        expect(await codeOf(refreshes.refresh(foreign))).toBe('unauthenticated');
        expect(await codeOf(logOut(foreign))).toBe('unauthenticated');
        expect(await codeOf(sessions.use(token))).toBe('fine');
      });

      it('accepts a token without a chain', async () => {
        const token = withoutChain(await begin(USER));
        expect(await codeOf(sessions.use(token))).toBe('fine');
      });

      it('refuses our token if its session does not exist', async () => {
        const claims = tokens.check(await begin(USER)).claims;
        const token = tokens.sign({ ...claims, sid: 'nothing' });
        expect(await codeOf(sessions.use(token))).toBe('session_ended');
      });
    });

    describe('logOut', () => {
      it('ends that session at once, and publishes and logs it', async () => {
        const [token, other] = [await begin(USER), await begin(USER)];
        await logOut(token);
        expect(await codeOf(sessions.use(token))).toBe('session_ended');
        expect(await codeOf(refreshes.refresh(token))).toBe('session_ended');
        expect(await codeOf(sessions.use(other))).toBe('fine');
        expect(new Set(ended)).toEqual(new Set([sid(token)]));
        expect(events).toEqual([{ event: 'logout', user: 'u-1' }]);
      });

      it('is refused for an ended session', async () => {
        const [token, idle] = [await begin(USER), await begin(USER)];
        await logOut(token);
        expect(await codeOf(logOut(token))).toBe('session_ended');
        clock.pass(IDLE + TOUCH_INTERVAL);
        expect(await codeOf(logOut(idle))).toBe('session_ended');
        expect(events).toHaveLength(1);
      });

      it('refuses a forged token without reading the store', async () => {
        const endChain = jest.spyOn(store, 'endChain');
        expect(await codeOf(logOut('a.b.c'))).toBe('unauthenticated');
        expect(endChain).not.toHaveBeenCalled();
      });

      it('ends the successor of a concurrent refresh, and publishes it', async () => {
        const [token, other] = [await begin(USER), await begin(USER)];
        const next = await refreshes.refresh(token);
        ended = [];
        await logOut(token);
        for (const each of [token, next]) {
          expect(await codeOf(sessions.use(each))).toBe('session_ended');
          expect(await codeOf(refreshes.refresh(each))).toBe('session_ended');
        }
        expect(new Set(ended)).toEqual(new Set([sid(token), sid(next)]));
        expect(await codeOf(sessions.use(other))).toBe('fine');
      });

      it.each([SECOND, GRACE, GRACE + 1, HOUR])(
        'ends the chain of a token that was replaced %i ms ago',
        async (ms) => {
          const chain = await chainOfTokens(3);
          for (let passed = 0; passed < ms; passed += Math.min(ms - passed, 10 * MINUTE)) {
            await sessions.use(chain.at(-1)!);
            clock.pass(Math.min(ms - passed, 10 * MINUTE));
          }
          await logOut(chain[0]);
          expect(await codeOf(sessions.use(chain.at(-1)!))).toBe('session_ended');
        },
      );

      it('ends the chain of a session that the store has deleted', async () => {
        const chain = await chainOfTokens(2);
        forgotten();
        await logOut(chain[1]!);
        expect(await codeOf(sessions.use(chain[2]!))).toBe('session_ended');
      });

      it('ends the chain that starts with a token without a chain', async () => {
        const token = withoutChain(await begin(USER));
        const next = await refreshes.refresh(token);
        await logOut(token);
        expect(await codeOf(sessions.use(next))).toBe('session_ended');
      });

      it('leaves no active session, however it overlaps with refreshes', async () => {
        await store.endAllOf(USER.id);
        for (let round = 0; round < 20; round++) {
          const [token] = await chainOfTokens(round % 3);
          const races = Array.from({ length: 60 }, (_, i) =>
            codeOf(i === 20 + round ? logOut(token) : refreshes.refresh(token)),
          );
          const codes = await Promise.all(races);
          expect(codes[20 + round]).toBe('fine');
          expect(await store.endAllOf(USER.id)).toEqual([]);
        }
      });

      it('succeeds for one of many, and no refresh is taken for a reuse', async () => {
        for (let round = 0; round < 10; round++) {
          const [token] = await chainOfTokens(round % 2);
          const codes = await Promise.all(
            Array.from({ length: 60 }, (_, i) =>
              i % 2 ? codeOf(logOut(token)) : codeOf(refreshes.refresh(token)),
            ),
          );
          expect(codes.filter((code, i) => i % 2 && code === 'fine')).toHaveLength(1);
        }
        expect(events).toEqual(Array(10).fill({ event: 'logout', user: 'u-1' }));
      });
    });

    describe('refresh', () => {
      it('makes another session of the same user with the same absolute deadline', async () => {
        const token = await begin(USER);
        clock.pass(MINUTE);
        const next = await refreshes.refresh(token);
        expect(sid(next)).not.toBe(sid(token));
        const [before, after] = [tokens.check(token).claims, tokens.check(next).claims];
        expect(after).toEqual({ ...before, sid: after.sid, iat: before.iat + 60 });
        expect(after.chain).toBe(before.chain);
        await expect(sessions.use(next)).resolves.toMatchObject({ userId: 1, uniqueId: 'u-1' });
      });

      it('refuses the old token for all other uses, and publishes that', async () => {
        const token = await begin(USER);
        await refreshes.refresh(token);
        expect(await codeOf(sessions.use(token))).toBe('session_ended');
        expect(ended).toEqual([sid(token)]);
      });

      it('restarts the idle timeout, not the absolute one', async () => {
        let token = await begin(USER);
        const { exp } = tokens.check(token).claims;
        for (let used = 0; used < LONGEST - 10 * MINUTE; used += 10 * MINUTE) {
          clock.pass(10 * MINUTE);
          token = await refreshes.refresh(token);
        }
        expect(tokens.check(token).claims.exp).toBe(exp);
        clock.pass(10 * MINUTE);
        expect(await codeOf(sessions.use(token))).toBe('session_ended');
        expect(await codeOf(refreshes.refresh(token))).toBe('session_ended');
      });

      it('returns the same token for the same old one within 10 s', async () => {
        const token = await begin(USER);
        const next = await refreshes.refresh(token);
        clock.pass(10 * SECOND);
        await expect(refreshes.refresh(token)).resolves.toBe(next);
      });

      it('ends the whole chain when the old token is used after 10 s', async () => {
        const [token, bystander] = [await begin(USER), await begin(USER)];
        const next = await refreshes.refresh(token);
        const last = await (clock.pass(SECOND), refreshes.refresh(next));
        ended = [];
        clock.pass(9 * SECOND + 1);
        expect(await codeOf(refreshes.refresh(token))).toBe('session_ended');
        expect(ended).toEqual([sid(last)]);
        expect(events).toEqual([{ event: 'refresh_reused', user: 'u-1' }]);
        for (const each of [token, next, last]) {
          expect(await codeOf(sessions.use(each))).toBe('session_ended');
          expect(await codeOf(refreshes.refresh(each))).toBe('session_ended');
        }
        expect(await codeOf(sessions.use(bystander))).toBe('fine');
        expect(events).toHaveLength(1);
      });

      it('ends the whole chain, too, when the store has deleted the old session', async () => {
        const chain = await chainOfTokens(3);
        forgotten();
        expect(await codeOf(refreshes.refresh(chain[1]!))).toBe('session_ended');
        expect(await codeOf(sessions.use(chain[3]!))).toBe('session_ended');
        expect(events).toEqual([{ event: 'refresh_reused', user: 'u-1' }]);
      });

      it('ends no chain if the request itself was slow: the old token may have arrived in time', async () => {
        const chain = await chainOfTokens(1);
        jest.spyOn(store, 'find').mockImplementationOnce(async () => {
          clock.pass(SECOND);
          return undefined;
        });
        expect(await codeOf(refreshes.refresh(chain[0]))).toBe('session_ended');
        expect(await codeOf(sessions.use(chain[1]!))).toBe('fine');
        expect(events).toEqual([]);
      });

      it('does not count a read with the old token as reuse', async () => {
        const chain = await chainOfTokens(1);
        clock.pass(MINUTE);
        expect(await codeOf(sessions.use(chain[0]))).toBe('session_ended');
        expect(await codeOf(sessions.use(chain[1]!))).toBe('fine');
      });

      it('makes a new successor at most once a second, and says when to retry', async () => {
        const token = await begin(USER);
        const next = await refreshes.refresh(token); // right after the login
        clock.pass(SECOND - 1);
        await expect(refreshes.refresh(next)).rejects.toMatchObject({
          code: 'too_many_requests',
          status: 429,
          retryAfterSeconds: 1,
        });
        expect(await codeOf(sessions.use(next))).toBe('fine');
        await expect(refreshes.refresh(token)).resolves.toBe(next); // the same one
        clock.pass(1);
        expect(await codeOf(refreshes.refresh(next))).toBe('fine');
      });

      it('refreshes a token without a chain', async () => {
        const token = withoutChain(await begin(USER));
        const next = await refreshes.refresh(token);
        expect(tokens.check(next).claims.chain).toBe(sid(token));
        await expect(refreshes.refresh(token)).resolves.toBe(next);
      });

      it('does not restart the 10 s each time the old token is sent', async () => {
        const token = await begin(USER);
        await refreshes.refresh(token);
        clock.pass(9 * SECOND);
        await refreshes.refresh(token);
        clock.pass(2 * SECOND);
        expect(await codeOf(refreshes.refresh(token))).toBe('session_ended');
      });

      it('returns one successor to all concurrent refreshes of a token', async () => {
        const token = await begin(USER);
        const all = await Promise.all(Array.from({ length: 20 }, () => refreshes.refresh(token)));
        expect(new Set(all).size).toBe(1);
        expect(await codeOf(sessions.use(all[0]!))).toBe('fine');
      });

      it('follows the chain also when the successor was refreshed meanwhile', async () => {
        const token = await begin(USER);
        const second = await refreshes.refresh(token);
        clock.pass(SECOND);
        const third = await refreshes.refresh(second);
        await expect(refreshes.refresh(token)).resolves.toBe(third);
      });

      it('treats a token as reused 10 s after its replacement, whatever was replaced later', async () => {
        const token = await begin(USER);
        const second = await refreshes.refresh(token);
        clock.pass(6 * SECOND);
        await refreshes.refresh(second);
        clock.pass(6 * SECOND);
        expect(await codeOf(refreshes.refresh(token))).toBe('session_ended');
      });

      it('refuses the old token once the successor has ended', async () => {
        const token = await begin(USER);
        await logOut(await refreshes.refresh(token));
        expect(await codeOf(refreshes.refresh(token))).toBe('session_ended');
      });

      it('refuses a session after its idle timeout', async () => {
        const token = await begin(USER);
        clock.pass(IDLE);
        expect(await codeOf(refreshes.refresh(token))).toBe('session_ended');
      });

      it('refuses a forged token', async () => {
        expect(await codeOf(refreshes.refresh('a.b.c'))).toBe('unauthenticated');
      });

      it('leaves no successor when the session ends meanwhile', async () => {
        await store.endAllOf(USER.id);
        const token = await begin(USER);
        beforeReplacing((id) => store.endChain(id));
        expect(await codeOf(refreshes.refresh(token))).toBe('session_ended');
        expect(await store.endAllOf(USER.id)).toEqual([]);
        expect(ended).toEqual([]);
      });

      it('returns the successor of a concurrent refresh that was faster', async () => {
        const token = await begin(USER);
        let faster: string | undefined;
        beforeReplacing(async () => (faster = await refreshes.refresh(token)));
        const slower = await refreshes.refresh(token);
        expect(slower).toBe(faster);
      });
    });

    it('ends all sessions of one user only', async () => {
      const [one, other, bystander] = [
        await begin(USER),
        await begin(USER),
        await begin({ id: 2, uniqueId: 'u-2' }),
      ];
      await sessions.endAllOf(USER.id);
      for (const token of [one, other]) {
        expect(await codeOf(sessions.use(token))).toBe('session_ended');
        expect(await codeOf(refreshes.refresh(token))).toBe('session_ended');
      }
      expect(await codeOf(sessions.use(bystander))).toBe('fine');
      expect(ended).toEqual([`all of ${USER.id}`]);
    });
  });
}
