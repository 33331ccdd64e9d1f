/**
 * The contract of {@link SessionsDal}, for every implementation. The store is empty at first. If it
 * requires a session's user to exist, it has users 1 to {@link CONTRACT_USERS} with public ids
 * `u-1` and so on. Times are close to the real present, because a store may expire sessions at
 * `keepUntil` by its own clock.
 */
import { randomBytes } from 'node:crypto';
import type { FreshSession, SessionsDal } from './sessions.dal.js';

export const CONTRACT_USERS = 80;

interface Opened {
  dal: SessionsDal;
  close(): Promise<void>;
}

const NOW = new Date();
const LATER = after(3_600_000);
const EXPIRES = after(2 * 3_600_000);

function after(ms: number): Date {
  return new Date(NOW.getTime() + ms);
}

/** The first of a chain. */
function newSession(userId: number, over: Partial<FreshSession> = {}): FreshSession {
  const id = randomBytes(16).toString('base64url');
  const times = { createdAt: NOW, lastUsedAt: NOW, expiresAt: EXPIRES };
  return { id, chainId: id, userId, uniqueId: `u-${userId}`, ...times, ...over };
}

/** A login with everything that is known of one. */
const LOGIN = {
  ...{ at: NOW, provedAt: after(5), generation: 0, isRemembered: true },
  ...{ device: 'Firefox on Windows', address: '2001:db8::7' },
  role: 'admin',
} as const;

/** A possible successor of a session. */
function successorOf(session: FreshSession, over: Partial<FreshSession> = {}): FreshSession {
  return newSession(session.userId, { chainId: session.chainId, ...over });
}

export function describeSessionsDalContract(name: string, open: () => Promise<Opened>): void {
  describe(`SessionsDal: ${name}`, () => {
    const KEEP_REPLACED_MS = 3_600_000;
    const TERMS = { keepReplacedMs: KEEP_REPLACED_MS, keepSuccessorUntil: LATER };
    let store: SessionsDal;
    let close: () => Promise<void>;
    let users = 0;

    beforeAll(async () => ({ dal: store, close } = await open()), 60_000);
    afterAll(() => close());

    /** A user without sessions. */
    function newUser(): number {
      users += 1;
      if (users > CONTRACT_USERS) throw new Error('raise CONTRACT_USERS');
      return users;
    }

    async function created(userId: number, over: Partial<FreshSession> = {}) {
      const session = newSession(userId, over);
      await store.create(session, LATER);
      return session;
    }

    describe('listOf and current', () => {
      const idsOf = (sessions: { id: string }[]) => sessions.map(({ id }) => id).sort();

      it('return the sessions of one user that were not replaced', async () => {
        const [alice, bob] = [newUser(), newUser()];
        const [first, second] = [await created(alice), await created(alice, { login: LOGIN })];
        await created(bob);
        const next = successorOf(first);
        await store.replace(first.id, next, TERMS);
        expect(idsOf(await store.listOf(alice))).toEqual(idsOf([next, second]));
        expect(await store.current(first.chainId)).toEqual(next);
        expect(await store.current(second.chainId)).toEqual(second);
        await store.endChain(first.chainId);
        expect(await store.listOf(alice)).toEqual([second]);
        expect(await store.current(first.chainId)).toBeUndefined();
        expect(await store.current('nothing')).toBeUndefined();
      });

      it('keep the login, and create counts', async () => {
        const user = newUser();
        const plain = { at: after(1), generation: 0, isRemembered: false };
        const [first, second] = [
          newSession(user, { login: LOGIN }),
          newSession(user, { login: plain }),
        ];
        expect(await store.create(first, LATER)).toBe(1);
        expect(await store.create(second, LATER)).toBe(2);
        expect(await store.find(first.id)).toEqual(first);
        expect(await store.find(second.id)).toEqual(second);
        const next = successorOf(first, { login: LOGIN });
        await store.replace(first.id, next, TERMS);
        expect(await store.find(next.id)).toEqual(next);
      });
    });

    describe('endEarlier', () => {
      it('ends sessions of earlier generations, except those of one chain', async () => {
        const [alice, bob] = [newUser(), newUser()];
        const [kept, old, oldest] = [
          ...[await created(alice), await created(alice)],
          await created(alice, { login: LOGIN }),
        ] as const;
        const other = await created(bob);
        const next = successorOf(kept);
        await store.replace(kept.id, next, TERMS);
        await store.endEarlier(alice, 0, undefined);
        expect(await store.listOf(alice)).toHaveLength(3);
        for (let i = 0; i < 2; i++) await store.endEarlier(alice, 1, kept.chainId);
        expect(await store.listOf(alice)).toEqual([next]);
        for (const { id } of [old, oldest]) expect(await store.find(id)).toBeUndefined();
        expect(await store.find(other.id)).toEqual(other);
        await store.endEarlier(alice, 1);
        expect(await store.listOf(alice)).toEqual([]);
        expect(await store.current(kept.chainId)).toBeUndefined();
      });
    });

    describe('check', () => {
      it('returns what tells whether a session is active', async () => {
        const remembered = { ...LOGIN, isRemembered: true, role: 'admin' as const };
        for (const login of [remembered, { ...remembered, isRemembered: false }]) {
          const { id, userId, uniqueId, lastUsedAt, expiresAt } = await created(newUser(), {
            login,
          });
          const { isRemembered, role } = login;
          const checked = { id, userId, uniqueId, lastUsedAt, expiresAt };
          expect(await store.check(id)).toMatchObject({
            ...checked,
            login: { isRemembered, role },
          });
        }
      });

      it('knows no role of a usual user', async () => {
        const { id } = await created(newUser(), { login: { ...LOGIN, role: undefined } });
        expect((await store.check(id))!.login!.role).toBeUndefined();
      });

      it('finds no session that was replaced, ended or never existed', async () => {
        const [replaced, ended] = [await created(newUser()), await created(newUser())];
        const next = successorOf(replaced);
        await store.replace(replaced.id, next, TERMS);
        await store.endChain(ended.chainId);
        const ids = [replaced.id, ended.id, 'nothing', '', next.id];
        const found = await Promise.all(ids.map((id) => store.check(id)));
        expect(found.map((each) => each?.id)).toEqual([
          ...[undefined, undefined, undefined, undefined],
          next.id,
        ]);
      });
    });

    describe('create and find', () => {
      it('keep a session as it is, to the millisecond', async () => {
        const session = await created(newUser(), {
          createdAt: after(1),
          lastUsedAt: after(2),
          expiresAt: after(7_200_003),
        });
        expect(await store.find(session.id)).toEqual(session);
      });

      it('return nothing for an unknown session', async () => {
        expect(await store.find('nothing')).toBeUndefined();
        expect(await store.find('')).toBeUndefined();
      });

      it('keep several sessions of one and of several users separate', async () => {
        const [alice, bob] = [newUser(), newUser()];
        const sessions = [await created(alice), await created(alice), await created(bob)];
        for (const session of sessions) expect(await store.find(session.id)).toEqual(session);
      });

      it('return copies', async () => {
        const session = await created(newUser());
        const copy = (await store.find(session.id))!;
        copy.lastUsedAt.setTime(0);
        copy.userId = 0;
        expect(await store.find(session.id)).toEqual(session);
      });
    });

    describe('touch', () => {
      it('stores a use if none was stored since, and changes nothing else', async () => {
        const session = await created(newUser());
        await store.touch(session.id, after(60_000), after(30_000), LATER);
        expect(await store.find(session.id)).toEqual({ ...session, lastUsedAt: after(60_000) });
      });

      it('stores a use if the last one was stored at that very moment', async () => {
        const session = await created(newUser());
        await store.touch(session.id, after(30_000), NOW, LATER);
        expect(await store.find(session.id)).toMatchObject({ lastUsedAt: after(30_000) });
      });

      it('does nothing if one was stored since', async () => {
        const session = await created(newUser());
        await store.touch(session.id, after(60_000), after(-1), LATER);
        expect(await store.find(session.id)).toEqual(session);
      });

      it('does not change other sessions', async () => {
        const user = newUser();
        const [one, other] = [await created(user), await created(user)];
        await store.touch(one.id, after(60_000), after(30_000), LATER);
        expect(await store.find(other.id)).toEqual(other);
      });

      it('does not revive an ended session', async () => {
        const user = newUser();
        const { id } = await created(user);
        await store.endChain(id);
        await store.touch(id, after(60_000), after(30_000), LATER);
        expect(await store.find(id)).toBeUndefined();
        expect(await store.endAllOf(user)).toEqual([]);
      });
    });

    describe('replace', () => {
      it('replaces a session by a successor, and links the session to it', async () => {
        const session = await created(newUser());
        const successor = successorOf(session, { createdAt: after(5), lastUsedAt: after(5) });
        expect(await store.replace(session.id, successor, TERMS)).toBe(true);
        expect(await store.find(session.id)).toEqual({
          ...session,
          replacement: { id: successor.id, at: successor.createdAt },
        });
        expect(await store.find(successor.id)).toEqual(successor);
      });

      it('does nothing to a replaced session', async () => {
        const session = await created(newUser());
        const [first, second] = [successorOf(session), successorOf(session)];
        await store.replace(session.id, first, TERMS);
        expect(await store.replace(session.id, second, TERMS)).toBe(false);
        expect(await store.find(session.id)).toMatchObject({ replacement: { id: first.id } });
        expect(await store.find(second.id)).toBeUndefined();
        expect(await store.endAllOf(session.userId)).toEqual([first.id]);
      });

      it('does nothing to a deleted session', async () => {
        const user = newUser();
        const ended = await created(user);
        const successor = successorOf(ended);
        await store.endChain(ended.id);
        for (const id of [ended.id, 'nothing']) {
          expect(await store.replace(id, successor, TERMS)).toBe(false);
          expect(await store.find(id)).toBeUndefined();
        }
        expect(await store.find(successor.id)).toBeUndefined();
        expect(await store.endAllOf(user)).toEqual([]);
      });

      it('replaces a session for exactly one of many concurrent callers', async () => {
        const session = await created(newUser());
        const successors = Array.from({ length: 20 }, () => successorOf(session));
        const results = await Promise.all(
          successors.map((successor) => store.replace(session.id, successor, TERMS)),
        );
        const winners = successors.filter((_, i) => results[i]);
        expect(winners).toHaveLength(1);
        expect(await store.find(session.id)).toMatchObject({ replacement: { id: winners[0]!.id } });
        expect(await store.endAllOf(session.userId)).toEqual([winners[0]!.id]);
      });

      it('replaces a successor in turn', async () => {
        const first = await created(newUser());
        const [second, third] = [successorOf(first), successorOf(first)];
        await store.replace(first.id, second, TERMS);
        expect(await store.replace(second.id, third, TERMS)).toBe(true);
        expect(await store.endAllOf(first.userId)).toEqual([third.id]);
      });

      it('keeps recently replaced sessions, however often a chain is replaced', async () => {
        const chain = [await created(newUser())];
        for (let minute = 0; minute < 5; minute++) {
          const at = after(minute * 60_000);
          const next = successorOf(chain[0]!, { createdAt: at, lastUsedAt: at });
          await store.replace(chain.at(-1)!.id, next, TERMS);
          chain.push(next);
        }
        for (const [i, { id }] of chain.entries()) {
          const replacement = chain[i + 1] && { id: chain[i + 1]!.id };
          expect(await store.find(id)).toMatchObject({ id, ...(replacement && { replacement }) });
        }
      });
    });

    describe('endChain', () => {
      it('removes the session of that chain, and no other', async () => {
        const user = newUser();
        const [ended, other] = [await created(user), await created(user)];
        expect(await store.endChain(ended.chainId)).toEqual(ended);
        expect(await store.find(ended.id)).toBeUndefined();
        expect(await store.find(other.id)).toEqual(other);
        expect(await store.endAllOf(user)).toEqual([other.id]);
      });

      it('removes the current session of the chain; replaced ones lead to no session', async () => {
        const user = newUser();
        const [first, bystander] = [await created(user), await created(user)];
        const [second, third] = [successorOf(first), successorOf(first)];
        await store.replace(first.id, second, TERMS);
        await store.replace(second.id, third, TERMS);
        expect(await store.endChain(first.chainId)).toEqual(third);
        expect(await store.find(third.id)).toBeUndefined();
        for (const { id } of [first, second]) {
          const left = await store.find(id);
          if (left) expect(left.replacement).toBeDefined();
        }
        expect(await store.endChain(first.chainId)).toBeUndefined();
        expect(await store.endAllOf(user)).toEqual([bystander.id]);
      });

      it('finds nothing without a chain', async () => {
        const { chainId } = await created(newUser());
        await store.endChain(chainId);
        expect(await store.endChain(chainId)).toBeUndefined();
        expect(await store.endChain('nothing')).toBeUndefined();
      });

      it('leaves no successor, also with concurrent replacements', async () => {
        for (let i = 0; i < 10; i++) {
          const user = newUser();
          const first = await created(user);
          const chain = [first, ...Array.from({ length: 4 }, () => successorOf(first))];
          const replacing = (async () => {
            for (const [n, { id }] of chain.slice(0, -1).entries()) {
              if (!(await store.replace(id, chain[n + 1]!, TERMS))) return;
            }
          })();
          const [ended] = await Promise.all([store.endChain(first.chainId), replacing]);
          expect(chain.map(({ id }) => id)).toContain(ended?.id);
          expect(await store.endAllOf(user)).toEqual([]);
        }
      });

      it('ends a chain once, for concurrent callers too', async () => {
        const first = await created(newUser());
        const ends = Array.from({ length: 10 }, () => store.endChain(first.chainId));
        const ended = (await Promise.all(ends)).filter((session) => session !== undefined);
        expect(ended).toEqual([first]);
      });
    });

    describe('endAllOf', () => {
      it('removes all sessions of the user only, and returns the active ones', async () => {
        const [alice, bob] = [newUser(), newUser()];
        const [kept, replaced] = [await created(alice), await created(alice)];
        const successor = successorOf(replaced);
        await store.replace(replaced.id, successor, TERMS);
        const others = await created(bob);

        const ended = await store.endAllOf(alice);
        expect(ended.sort()).toEqual([kept.id, successor.id].sort());
        expect(await store.endAllOf(alice)).toEqual([]);
        expect(await store.find(kept.id)).toBeUndefined();
        expect(await store.find(successor.id)).toBeUndefined();
        expect(await store.find(others.id)).toEqual(others);
      });

      it('does nothing for a user without any', async () => {
        expect(await store.endAllOf(newUser())).toEqual([]);
      });
    });
  });
}
