import { jest } from '@jest/globals';
import { commonErrors, ServiceError } from '#glue/errors';
import { type AuthClient, authContract, type Session } from '../auth.contract.js';
import { SessionInvalidations } from './session-invalidations.js';
import { SessionCache } from './session-cache.js';

const errors = { ...commonErrors, ...authContract.errors };
type Code = keyof typeof errors;

const TOKEN = 'token';
const SID = 'session';
const START = Date.parse('2026-01-01T00:00:00Z');

describe('SessionCache', () => {
  let now: number;
  let ask: jest.MockedFunction<(token: string) => Promise<Session>>;
  let ended: SessionInvalidations;
  beforeEach(() => {
    now = START;
    ended = new SessionInvalidations();
    ask = jest.fn((token: string) => Promise.resolve(sessionOf(token)));
  });

  const sessionOf = (token: string, lifeMs = 3_600_000): Session => ({
    userId: 1,
    uniqueId: `user of ${token}`,
    expiresAt: new Date(START + lifeMs).toISOString(),
  });
  const open = (cacheMs = 1_000, staleIfErrorMs = 30_000) => {
    const auth = { session: ask } as Pick<AuthClient, 'session'> as AuthClient;
    return new SessionCache(auth, { cacheMs, staleIfErrorMs }, ended, () => now);
  };
  const refuse = (code: Code) => ask.mockRejectedValue(new ServiceError(errors[code]));
  /** Lets auth answer on demand. */
  const holdAnswers = () => {
    const answers: ((session: Session) => void)[] = [];
    ask.mockImplementation(() => new Promise((resolve) => answers.push(resolve)));
    return answers;
  };

  it('caches no session beyond its expiry', async () => {
    ask.mockImplementation((token) => Promise.resolve(sessionOf(token, 500)));
    const cache = open();
    await cache.session(TOKEN, SID);
    now = START + 500;
    await cache.session(TOKEN, SID);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('drops a session at once when it ends in this process', async () => {
    const cache = open();
    await cache.session(TOKEN, SID);
    ended.publish({ sessionId: SID });
    refuse('session_ended');
    await expect(cache.session(TOKEN, SID)).rejects.toMatchObject({ code: 'session_ended' });
  });

  it('caches no result of a lookup during which the session ended', async () => {
    const cache = open(30_000); // long enough that a late answer would still be fresh
    const answers = holdAnswers();
    const early = cache.session(TOKEN, SID);
    ended.publish({ sessionId: SID });
    refuse('session_ended');
    const late = cache.session(TOKEN, SID);
    await expect(late).rejects.toMatchObject({ code: 'session_ended' });
    answers[0]!(sessionOf(TOKEN));
    await early;
    now += 1_000; // after the refusal has expired
    await expect(cache.session(TOKEN, SID)).rejects.toMatchObject({ code: 'session_ended' });
  });

  it('drops all sessions and pending lookups of a deleted user', async () => {
    ask.mockImplementation(async (token) => ({ ...sessionOf(token), userId: Number(token) }));
    const cache = open(30_000);
    await cache.session('1', 'a');
    await cache.session('1', 'b');
    await cache.session('2', 'c');
    const answers = holdAnswers();
    const early = cache.session('1', 'under way');
    ended.publish({ userId: 1 });
    answers[0]!({ ...sessionOf('1'), userId: 1 });
    await early;
    refuse('session_ended');
    for (const session of ['a', 'b', 'under way']) {
      await expect(cache.session('1', session)).rejects.toMatchObject({ code: 'session_ended' });
    }
    expect((await cache.session('2', 'c')).userId).toBe(2);
  });

  it('caches a refusal for at most a second', async () => {
    const cache = open(30_000);
    refuse('session_ended');
    await expect(cache.session(TOKEN, SID)).rejects.toThrow();
    now = START + 999;
    await expect(cache.session(TOKEN, SID)).rejects.toMatchObject({ code: 'session_ended' });
    expect(ask).toHaveBeenCalledTimes(1);
    now = START + 1_000;
    await expect(cache.session(TOKEN, SID)).rejects.toThrow();
    expect(ask).toHaveBeenCalledTimes(2);
  });

  describe('while auth is unavailable', () => {
    it.each<Code>(['auth_unavailable', 'database_unavailable', 'session_store_unavailable'])(
      'serves a session that was active shortly before (%s)',
      async (code) => {
        const cache = open();
        await cache.session(TOKEN, SID);
        refuse(code);
        now = START + 29_999;
        expect(await cache.session(TOKEN, SID)).toEqual(sessionOf(TOKEN));
        now = START + 30_000;
        await expect(cache.session(TOKEN, SID)).rejects.toMatchObject({ code, status: 503 });
      },
    );

    it.each<Code>(['auth_answer_invalid', 'internal'])(
      'serves no stale session for %s',
      async (code) => {
        const cache = open();
        await cache.session(TOKEN, SID);
        now = START + 1_000;
        refuse(code);
        await expect(cache.session(TOKEN, SID)).rejects.toMatchObject({ code });
      },
    );
  });

  it('asks for at most 200 tokens at once that any client can make', async () => {
    const cache = open();
    const answers = holdAnswers();
    const unsigned = { isSigned: false };
    const asked = Array.from({ length: 200 }, (_, i) => cache.session(TOKEN, `${i}`, unsigned));
    await expect(cache.session(TOKEN, 'one more', unsigned)).rejects.toMatchObject({
      code: 'too_busy',
    });
    const signed = cache.session(TOKEN, SID);
    answers.forEach((answer) => answer(sessionOf(TOKEN)));
    await Promise.all([...asked, signed]);
    ask.mockResolvedValue(sessionOf(TOKEN));
    await expect(cache.session(TOKEN, 'one more', unsigned)).resolves.toBeDefined();
  });
});
