/** The contract of {@link ProvenSessions} and of the refresh after it, on any {@link SessionsDal}, with user 1. */
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { SessionInvalidations } from '#auth-kernel';
import { commonErrors, ServiceError } from '#glue/errors';
import { HmacKeys } from '../../tokens/hmac-keys.js';
import { JwtTokens } from '../../tokens/jwt-tokens.js';
import type { AccountAudit } from '../ports/account-audit.js';
import type { SessionEvents } from '../ports/session-events.js';
import type { SessionsDal } from '../ports/sessions.dal.js';
import type { Transactions } from '../ports/transactions.js';
import type { UsersDal } from '../ports/users.dal.js';
import { ProvenSessions } from './proven-sessions.js';
import { RefreshService } from './refresh.service.js';
import { SessionEndings } from './session-endings.js';
import { SessionPolicy } from './session-policy.js';
import type { SessionRoles } from './session-roles.js';
import { SessionsService } from './sessions.service.js';

const MINUTE = 60_000;
const USER = {
  ...{ id: 1, uniqueId: 'u-1', sessionGeneration: 0 },
  ...({ role: 'user', disabledAt: null } as const),
};
const CLIENT = {
  ...{ network: '192.0.2.0', address: '192.0.2.7', device: 'Firefox on Windows' },
  hasDisconnected: () => false,
};

interface Opened {
  dal: SessionsDal;
  close(): Promise<void>;
}

export function describeProvenSessions(where: string, open: () => Promise<Opened>): void {
  describe(`proofs of sessions ${where}`, () => {
    const tokens = new JwtTokens(new HmacKeys('x'.repeat(32)));
    const policy = new SessionPolicy({ idleMs: 60 * MINUTE, maxMs: 600 * MINUTE });
    let store: SessionsDal;
    let close: () => Promise<void>;
    let now: Date;
    let ended: unknown[];
    let sessions: SessionsService;
    let refreshes: RefreshService;
    let proven: ProvenSessions;
    beforeAll(async () => ({ dal: store, close } = await open()), 60_000);
    afterAll(() => close());
    beforeEach(() => {
      now = new Date(Math.floor(Date.now() / 1_000) * 1_000);
      const clock = { now: () => now };
      const transactions: Transactions = { transaction: (_what, work) => work() };
      const audit: Partial<AccountAudit> = {
        add: async () => {},
        around: (_entry, work) => work(),
      };
      const [accounts, invalidations] = [audit as AccountAudit, new SessionInvalidations()];
      ended = [];
      invalidations.subscribe((what) => ended.push(what));
      const events: Partial<SessionEvents> = { ended: async () => {}, claim: async () => true };
      const endings = new SessionEndings(
        ...([store, {} as UsersDal, events as SessionEvents, transactions, invalidations] as const),
      );
      const parts = [store, policy, tokens, endings] as const;
      const roles = { of: async () => undefined } as Partial<SessionRoles> as SessionRoles;
      sessions = new SessionsService(...parts, transactions, accounts, clock, roles);
      refreshes = new RefreshService(...parts, accounts, clock);
      proven = new ProvenSessions(...parts, transactions, clock);
      jest.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
    });
    afterEach(() => jest.restoreAllMocks());

    const pass = (ms: number) => (now = new Date(now.getTime() + ms));
    const begin = async () => (await sessions.begin(USER, CLIENT, true))!.token;
    const callerOf = (token: string) => {
      const { sid: sessionId } = tokens.check(token).claims;
      return { userId: 1, uniqueId: 'u-1', sessionId };
    };
    const codeOf = (work: Promise<unknown>) =>
      work.then(
        () => 'fine',
        (error: ServiceError) => error.code,
      );

    it('count the login, for ten minutes, and a refresh keeps its time', async () => {
      const token = await begin();
      pass(10 * MINUTE);
      expect(await proven.isRecent(callerOf(token), now)).toBe(true);
      const next = await refreshes.refresh(token);
      expect(await proven.isRecent(callerOf(next), now)).toBe(true);
      pass(1);
      expect(await proven.isRecent(callerOf(next), now)).toBe(false);
    });

    it('are renewed by another token of the same session, whose facts stay', async () => {
      const token = await begin();
      const before = await store.find(callerOf(token).sessionId);
      pass(30 * MINUTE);
      const renewed = await proven.renew(callerOf(token));
      expect(renewed.token).not.toBe(token);
      expect(await codeOf(sessions.use(renewed.token))).toBe('fine');
      const { chainId, expiresAt, login } = before!;
      expect(await store.find(renewed.session.id)).toMatchObject({
        ...{ chainId, expiresAt, login: { ...login, provedAt: now } },
      });
      pass(10 * MINUTE);
      const next = await refreshes.refresh(renewed.token);
      expect(await proven.isRecent(callerOf(next), now)).toBe(true);
      pass(1);
      expect(await proven.isRecent(callerOf(next), now)).toBe(false);
    });

    it('end the token before, which does not lead to the new one by a refresh', async () => {
      const token = await begin();
      pass(MINUTE);
      const { token: renewed } = await proven.renew(callerOf(token));
      expect(ended).toContainEqual({ sessionId: callerOf(token).sessionId });
      expect(await codeOf(sessions.use(token))).toBe('session_ended');
      expect(await codeOf(refreshes.refresh(token))).toBe('session_ended');
      expect(await codeOf(sessions.use(renewed))).toBe('fine');
      pass(10_001);
      expect(await codeOf(refreshes.refresh(token))).toBe('session_ended');
      // That was a reuse: the token before may be stolen.
      expect(await codeOf(sessions.use(renewed))).toBe('session_ended');
    });

    it('are renewed once by one token, and not without what is spent', async () => {
      const token = await begin();
      const wrong = async () => {
        throw new ServiceError(commonErrors.too_busy);
      };
      expect(await codeOf(proven.renew(callerOf(token), wrong))).toBe('too_busy');
      expect(await codeOf(sessions.use(token))).toBe('fine');
      const spend = jest.fn(async () => {});
      const results = [];
      for (let i = 0; i < 2; i++) results.push(await codeOf(proven.renew(callerOf(token), spend)));
      expect(results).toEqual(['fine', 'session_ended']);
      expect(spend).toHaveBeenCalledTimes(1);
    });

    it('are of no session that has ended', async () => {
      const token = await begin();
      await sessions.logOut(token, CLIENT);
      expect(await codeOf(proven.isRecent(callerOf(token), now))).toBe('session_ended');
      expect(await codeOf(proven.renew(callerOf(token)))).toBe('session_ended');
    });
  });
}
