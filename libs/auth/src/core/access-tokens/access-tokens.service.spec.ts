import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { SessionInvalidations } from '#auth-kernel';
import { commonErrors, ServiceError } from '#glue/errors';
import type { MailLimiter } from '../limits/mail-limiter.js';
import type { AccountAudit, AuditEntry } from '../ports/account-audit.js';
import type { Transactions } from '../ports/transactions.js';
import type {
  AccessToken,
  AccessTokensDal,
  NewAccessToken,
  StoredAccessToken,
} from '../ports/access-tokens.dal.js';
import type { FreshSession, SessionsDal } from '../ports/sessions.dal.js';
import { AccessTokensService } from './access-tokens.service.js';

const SECOND = 1_000;
const DAY = 24 * 3_600 * SECOND;
const OWNER = { userId: 1, uniqueId: 'u-1' };
const ALICE = { ...OWNER, sessionId: 's2' };
const WANTED = { name: 'backup', scopes: ['items:read'], lifeDays: 90 } as const;

/** Access tokens of user 1. It has the contract of the real one, but for deleted users. */
const CLIENT = { network: '192.0.2.1', device: 'curl', hasDisconnected: () => false };

class AccessTokensInMemory implements AccessTokensDal {
  tokens: (NewAccessToken & AccessToken)[] = [];
  touches: Date[] = [];
  isDisabled = false;
  outcome: Awaited<ReturnType<AccessTokensDal['create']>> = 'created';

  async create(token: NewAccessToken, atMost: number) {
    if (this.outcome !== 'created') return this.outcome;
    if (this.tokens.length >= atMost) return 'limit_reached';
    this.tokens.push({ ...token, lastUsedAt: null });
    return 'created';
  }

  async find(tokenHash: string): Promise<StoredAccessToken | undefined> {
    const found = this.tokens.find((each) => each.tokenHash === tokenHash);
    return found && { ...found, uniqueId: this.isDisabled ? null : ALICE.uniqueId };
  }

  async touch(id: string, at: Date): Promise<void> {
    this.touches.push(at);
    this.tokens.find((each) => each.id === id)!.lastUsedAt = at;
  }

  async delete(userId: number, id: string): Promise<string | undefined> {
    const at = this.tokens.findIndex((each) => each.id === id && each.userId === userId);
    return at < 0 ? undefined : this.tokens.splice(at, 1)[0]!.tokenHash;
  }

  deleteAllOf = async () => void this.tokens.splice(0);
  listOf = async () => this.tokens;
  sweep = async () => false;
}

describe('AccessTokensService', () => {
  let now: Date;
  let store: AccessTokensInMemory;
  let service: AccessTokensService;
  let audited: AuditEntry[];
  let ended: unknown[];
  let events: unknown[];
  /** Whether the session of the caller is active. */
  let isActive: boolean;
  beforeEach(() => {
    now = new Date('2026-01-01T00:00:00Z');
    store = new AccessTokensInMemory();
    [ended, events] = [[], []];
    isActive = true;
    const invalidations = new SessionInvalidations();
    invalidations.subscribe((what) => ended.push(what));
    audited = [];
    const audit: Partial<AccountAudit> = { add: async (entry) => void audited.push(entry) };
    const transactions: Transactions = { transaction: (_what, work) => work() };
    const session = { id: 's2', chainId: 's1' } as FreshSession;
    const sessions: Partial<SessionsDal> = {
      find: async (id) => (id === 's2' ? session : undefined),
      current: async (id) => (id === 's1' && isActive ? session : undefined),
    };
    service = new AccessTokensService(
      ...([store, invalidations, transactions, audit as AccountAudit, { now: () => now }] as const),
      sessions as SessionsDal,
      { spendOn: async () => {} } as Partial<MailLimiter> as MailLimiter,
    );
    jest.spyOn(Logger.prototype, 'log').mockImplementation((event: unknown) => {
      events.push(event);
    });
  });
  afterEach(() => jest.restoreAllMocks());

  const pass = (ms: number) => (now = new Date(now.getTime() + ms));
  const code = (value: string) => expect.objectContaining({ code: value }) as unknown;

  it('makes none for a session that has ended meanwhile', async () => {
    const refused = { code: 'session_ended', status: 401 };
    const other = { ...ALICE, sessionId: 'unknown' };
    await expect(service.create(other, WANTED, CLIENT)).rejects.toMatchObject(refused);
    isActive = false;
    await expect(service.create(ALICE, WANTED, CLIENT)).rejects.toMatchObject(refused);
    expect(audited).toEqual([]);
  });

  it('makes a token that is found by scanners, and stores nothing of it but a hash', async () => {
    const { token, ...made } = await service.create(ALICE, WANTED, CLIENT);
    expect(token).toMatch(/^seam_pat_[0-9A-Za-z]{46}$/);
    const expiresAt = new Date('2026-04-01T00:00:00Z');
    expect(made).toMatchObject({ name: 'backup', scopes: ['items:read'], expiresAt });
    expect(JSON.stringify(store.tokens)).not.toContain(token.slice(9, 49));
    expect((await service.create(ALICE, WANTED, CLIENT)).token).not.toBe(token);
    expect(events).toContainEqual({ event: 'token_created', user: 'u-1' });
    const entry = { subject: 'user:1', actor: 'u-1', action: 'token_created', device: 'curl' };
    expect(audited[0]).toMatchObject(entry);
    expect(JSON.stringify(audited)).not.toContain(token);
    expect(JSON.stringify(events)).not.toContain(token);
  });

  it('makes at most fifty, and none for a deleted user', async () => {
    for (let n = 0; n < 50; n++) await service.create(ALICE, WANTED, CLIENT);
    await expect(service.create(ALICE, WANTED, CLIENT)).rejects.toEqual(code('too_many_tokens'));
    store.outcome = 'user_gone';
    await expect(service.create(ALICE, WANTED, CLIENT)).rejects.toEqual(code('session_ended'));
  });

  it('is refused while its user is disabled, and works again afterwards', async () => {
    const { token } = await service.create(ALICE, WANTED, CLIENT);
    store.isDisabled = true;
    await expect(service.use(token)).rejects.toEqual(code('unauthenticated'));
    expect(store.touches).toEqual([]);
    store.isDisabled = false;
    await expect(service.use(token)).resolves.toMatchObject({ uniqueId: 'u-1' });
  });

  it('gives a session with its scopes, until it expires', async () => {
    const { token } = await service.create(ALICE, { ...WANTED, lifeDays: 1 }, CLIENT);
    const session = { ...OWNER, scopes: ['items:read'], expiresAt: '2026-01-02T00:00:00.000Z' };
    expect(await service.use(token)).toEqual(session);
    pass(DAY - 1);
    expect(await service.use(token)).toEqual(session);
    pass(1);
    await expect(service.use(token)).rejects.toEqual(code('unauthenticated'));
  });

  it('refuses a mistyped one without a lookup, and an unknown one', async () => {
    const { token } = await service.create(ALICE, WANTED, CLIENT);
    const find = jest.spyOn(store, 'find');
    const last = token.endsWith('0') ? '1' : '0';
    const mistyped = service.use(token.slice(0, -1) + last);
    await expect(mistyped).rejects.toEqual(code('unauthenticated'));
    expect(find).not.toHaveBeenCalled();
    store.tokens = [];
    await expect(service.use(token)).rejects.toEqual(code('unauthenticated'));
  });

  it('stores a use once a minute', async () => {
    const { token } = await service.create(ALICE, WANTED, CLIENT);
    for (const wait of [0, 1, 59 * SECOND, SECOND, 2 * SECOND]) {
      pass(wait);
      await service.use(token);
    }
    const [first, second] = store.touches;
    expect(store.touches).toHaveLength(2);
    expect(second!.getTime() - first!.getTime()).toBeGreaterThanOrEqual(60 * SECOND);
  });

  it('works while the database is read-only, and hides no bug', async () => {
    const { token } = await service.create(ALICE, WANTED, CLIENT);
    const touch = jest.spyOn(store, 'touch');
    touch.mockRejectedValueOnce(new ServiceError(commonErrors.database_unavailable));
    expect(await service.use(token)).toMatchObject(OWNER);
    touch.mockRejectedValueOnce(new Error('a bug'));
    await expect(service.use(token)).rejects.toThrow('a bug');
  });

  it('deletes one of its user, and says so to the caches of the process', async () => {
    const { id, token } = await service.create(ALICE, WANTED, CLIENT);
    const foreign = service.delete({ userId: 2, uniqueId: 'u-2' }, id, CLIENT);
    await expect(foreign).rejects.toEqual(code('token_not_found'));
    expect(ended).toEqual([]);
    await service.delete(ALICE, id, CLIENT);
    expect(ended).toEqual([{ sessionId: expect.stringMatching(/^pat:[\w-]{43}$/) as string }]);
    expect(events).toContainEqual({ event: 'token_deleted', user: 'u-1' });
    expect(audited.map(({ action }) => action)).toEqual(['token_created', 'token_deleted']);
    await expect(service.use(token)).rejects.toEqual(code('unauthenticated'));
    await expect(service.delete(ALICE, id, CLIENT)).rejects.toEqual(code('token_not_found'));
  });
});
