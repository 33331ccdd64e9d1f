import { ACCESS_TOKEN_PREFIX, type AuthClient, checksumOf } from '#auth-kernel';
import type { EventCursor } from '#glue/events';
import { ServiceError } from '#glue/errors';
import { makeAccessToken } from '../support/access-token.js';
import { send } from '../support/client.js';
import { errorOf } from '../support/manifests.js';
import { peopleOf } from './people.js';

/** A binding under test, and the routes of the auth behind it. */
export interface AuthClientUnderTest {
  client: AuthClient;
  authUrl: string;
  close(): Promise<void>;
}

/** What auth means by its calls, for every binding. `auth-contract.spec.ts` has what follows from its contract. */
export function describeAuthClientContract(
  name: string,
  open: () => Promise<AuthClientUnderTest>,
): void {
  describe(`AuthClient: ${name}`, () => {
    let system: AuthClientUnderTest;
    let client: AuthClient;
    let people: ReturnType<typeof peopleOf>;
    beforeAll(async () => {
      system = await open();
      client = system.client;
      people = peopleOf(system.authUrl);
    }, 60_000);
    afterAll(() => system.close());

    const expectError = async (result: Promise<unknown>, code: string) => {
      const error: unknown = await result.catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(ServiceError);
      const { status, message } = errorOf(code);
      expect(error).toMatchObject({ code, status, message });
    };

    describe('session', () => {
      it('has its user and its expiry', async () => {
        const { token, user } = await people.arrive();
        const session = await client.session(token);
        expect(session).toEqual({
          userId: user.id,
          uniqueId: user.uniqueId,
          expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
        });
        expect(Date.parse(session.expiresAt)).toBeGreaterThan(Date.now());
      });

      it('refuses text that is not our token', async () => {
        const { token } = await people.arrive();
        await expectError(client.session(`${token.slice(0, -3)}abc`), 'unauthenticated');
        await expectError(client.session('x.y.z'), 'unauthenticated');
      });

      it('refuses a logged-out one, and a refreshed one', async () => {
        const { token } = await people.arrive();
        const { body: successor } = await people.call<string>('POST', 'auth/refresh', token);
        await expectError(client.session(token), 'session_ended');
        expect(await client.session(successor)).toMatchObject({
          userId: expect.any(Number) as number,
        });
        await people.call('POST', 'auth/logout', successor);
        await expectError(client.session(successor), 'session_ended');
      });
    });

    describe('session of an access token', () => {
      it('has its user, its scopes and its expiry', async () => {
        const { token, user } = await people.arrive();
        const scopes = ['items:read', 'account:read'];
        const made = await makeAccessToken(system.authUrl, token, scopes);
        const session = await client.session(made.token);
        const { expiresAt, ...others } = session;
        expect(others).toEqual({ userId: user.id, uniqueId: user.uniqueId, scopes });
        expect(Date.parse(expiresAt)).toBeGreaterThan(Date.now() + 89 * 24 * 3_600_000);
      });

      it('refuses one that is mistyped, unknown or deleted', async () => {
        const { token } = await people.arrive();
        const made = await makeAccessToken(system.authUrl, token, ['items:read']);
        await expectError(client.session(`${made.token}x`), 'unauthenticated');
        const secret = 'x'.repeat(40);
        const unknown = ACCESS_TOKEN_PREFIX + secret + checksumOf(secret);
        await expectError(client.session(unknown), 'unauthenticated');
        await send('DELETE', `${system.authUrl}/api/v2/account/tokens/${made.id}`, { token });
        await expectError(client.session(made.token), 'unauthenticated');
      });

      it('answers many at once, each its own', async () => {
        const [one, other] = [await people.arrive(), await people.arrive()];
        const tokens = [
          await makeAccessToken(system.authUrl, one.token, ['items:read']),
          await makeAccessToken(system.authUrl, other.token, ['items:write']),
        ].map(({ token }) => token);
        const asked = [...tokens, one.token, ...tokens];
        const sessions = await Promise.all(asked.map((token) => client.session(token)));
        expect(sessions.map(({ userId, scopes }) => [userId, scopes?.[0]])).toEqual([
          [one.user.id, 'items:read'],
          [other.user.id, 'items:write'],
          [one.user.id, undefined],
          [one.user.id, 'items:read'],
          [other.user.id, 'items:write'],
        ]);
      });
    });

    describe('userByUniqueId', () => {
      it('finds a user, without secret fields', async () => {
        const { user } = await people.arrive();
        expect(await client.userByUniqueId(user.uniqueId)).toEqual(user);
      });

      it.each(['unknown', '', 'a\0b', '\ud800', 'x'.repeat(5_000)])(
        'does not find %j',
        async (id) => {
          await expectError(client.userByUniqueId(id), 'user_not_found');
        },
      );
    });

    describe('userByEmail', () => {
      it('finds a user in any case and spacing', async () => {
        const { user } = await people.arrive();
        expect(await client.userByEmail(` ${user.email.toUpperCase()}\n`)).toEqual(user);
      });

      it.each(['unknown@example.com', '', 'a\0@example.com', "' OR 1=1 --"])(
        'does not find %j',
        async (email) => {
          await expectError(client.userByEmail(email), 'user_not_found');
        },
      );
    });

    describe('usersByIds', () => {
      it('finds the existing ones, once each', async () => {
        const users = [(await people.arrive()).user, (await people.arrive()).user];
        const [a, b] = users.map(({ id }) => id) as [number, number];
        const found = await client.usersByIds([b, a, b, 2_147_483_647, 2 ** 40, 0, -1]);
        expect(found.sort((x, y) => x.id - y.id)).toEqual(users);
      });

      it('finds no user for an empty list', async () => {
        expect(await client.usersByIds([])).toEqual([]);
      });

      it('accepts thousands of ids', async () => {
        const { user } = await people.arrive();
        const ids = Array.from({ length: 2_500 }, (_, i) => 1_000_000 + i);
        expect(await client.usersByIds([...ids, user.id])).toEqual([user]);
      });
    });

    describe('events, deletionsOf and user ids', () => {
      const NOW = { follower: 'test', types: ['user.deleted'], waitMs: 0 };
      const deletions = async (query: { after?: EventCursor; limit?: number } = {}) =>
        (await client.events({ ...NOW, limit: 1_000, ...query })).events;

      it('return deletions in their order, after a cursor and up to a limit', async () => {
        const gone = [await people.leave(), await people.leave(), await people.leave()];
        const [first, second, third] = (await deletions()).slice(-3);
        expect([first, second, third]).toEqual(
          gone.map(({ id, uniqueId }) => ({
            id: expect.any(Number) as number,
            eventId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
            type: 'user.deleted',
            data: { userId: id, uniqueId },
          })),
        );
        expect(await deletions({ after: cursorOf(first) })).toEqual([second, third]);
        expect(await deletions({ after: cursorOf(first), limit: 1 })).toEqual([second]);
        expect(await deletions({ after: cursorOf(third) })).toEqual([]);
        const ids = [...gone.map(({ id }) => id), (await people.arrive()).user.id, 2_147_483_647];
        const found = await client.deletionsOf(ids);
        expect(found.sort((a, b) => a.id - b.id)).toEqual(
          [first, second, third].map((each) => ({ id: each!.id, ...each!.data })),
        );
        expect(await client.deletionsOf([])).toEqual([]);
      });

      it('return a registration before a later one, and wait for it', async () => {
        const { end } = await client.events({ ...NOW, after: 'end', limit: 1 });
        const types = ['user.registered', 'of.a-later-version'];
        const waiting = client.events({ ...NOW, types, after: end, limit: 10, waitMs: 10_000 });
        const { user } = await people.arrive();
        const { events } = await waiting;
        const data = { userId: user.id, uniqueId: user.uniqueId };
        expect(events).toMatchObject([{ type: 'user.registered', data }]);
      });

      it('continue above those that another context knows', async () => {
        const { user } = await people.arrive();
        expect(await client.highestUserId(null)).toBe(user.id);
        await client.continueUserIdsAbove(user.id + 10_000);
        expect((await people.arrive()).user.id).toBeGreaterThan(user.id + 10_000);
      });

      it('refuse a cursor whose event does not exist, or is another one', async () => {
        await people.leave();
        const { id, eventId } = (await deletions()).at(-1)!;
        const reused = { id, eventId: '00000000-0000-4000-8000-000000000000' };
        await expectError(deletions({ after: reused }), 'event_cursor_unknown');
        const later = { id: id + 1_000, eventId };
        await expectError(deletions({ after: later }), 'event_cursor_unknown');
      });
    });
  });
}

function cursorOf(event: EventCursor | undefined): EventCursor {
  return { id: event!.id, eventId: event!.eventId };
}
