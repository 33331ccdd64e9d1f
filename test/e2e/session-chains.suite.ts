import { claimsOf, forgeToken } from '../support/forge-token.js';
import { Person } from '../support/person.js';
import { send } from '../support/client.js';
import type { System } from '../support/topology.js';
import { waitFor } from '../support/wait-for.js';
import { expectProblem } from './expect-problem.js';

/**
 * The time in which a replaced token leads to its successor, and a tolerance for a busy machine.
 */
const GRACE_LIMIT_MS = 20_000;
/** Longer than a process may cache a session that another one has ended. */
const MEMORY_LIMIT_MS = 5_000;
/** Texts that no session id contains. */
const JUNK = ['\0', 'a\0b', '\ud800', "' OR 1=1 --", '../..', 'x'.repeat(500), '', ' ', 7, null];

/** The sessions of one login. */
export function describeSessionChains(system: System): void {
  const auth = <Body>(method: string, path: string, token: string) =>
    send<Body>(method, `${system().authUrl}/api/v1/auth/${path}`, { token });
  const refresh = (token: string) => auth<string>('POST', 'refresh', token);
  const logOut = (token: string) => auth('POST', 'logout', token);
  /** A token that is refreshed within a second after it was made; with other people if the machine is too busy. */
  async function refreshedTwice() {
    for (;;) {
      const { token } = await Person.arrive(system());
      const start = performance.now();
      const { body: next } = await refresh(token);
      const refused = await refresh(next);
      if (performance.now() - start < 1_000) return { token, next, refused };
    }
  }
  const lives = async (token: string) => (await auth('GET', 'session', token)).status === 200;
  /** Refused, at the latest once every process has dropped the session from its cache. */
  const expectEnded = (token: string) =>
    waitFor(
      async () => !(await lives(token)),
      MEMORY_LIMIT_MS,
      () => 'the session to be refused',
    );

  it('end when a token that was just replaced is logged out', async () => {
    const { token } = await Person.arrive(system());
    const { body: next } = await refresh(token);
    expect((await logOut(token)).status).toBe(200);
    await expectEnded(next);
    expectProblem(await refresh(next), 'session_ended');
  });

  it('leave no active session after 60 concurrent refreshes and logouts of a token', async () => {
    for (let round = 0; round < 3; round++) {
      const { token } = await Person.arrive(system());
      const answers = await Promise.all(
        Array.from({ length: 60 }, (_, i) => (i % 2 ? logOut(token) : refresh(token))),
      );
      const statuses = new Set(answers.map(({ status }) => status));
      expect([...statuses].filter((status) => status !== 200 && status !== 401)).toEqual([]);
      expect(answers.some(({ status }, i) => i % 2 && status === 200)).toBe(true);
      const successors = answers.flatMap(({ body }, i) => (i % 2 || !isToken(body) ? [] : [body]));
      for (const successor of new Set(successors)) await expectEnded(successor);
      expectProblem(await refresh(token), 'session_ended');
    }
  });

  it('are refreshed at most once a second, and stay active', async () => {
    const { token, next, refused } = await refreshedTwice();
    expectProblem(refused, 'too_many_requests');
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(await lives(next)).toBe(true);
    expect((await refresh(token)).body).toBe(next); // the same one, so it is not counted
    await waitFor(
      async () => (await refresh(next)).status === 200,
      MEMORY_LIMIT_MS,
      () => 'the next refresh',
    );
  });

  it(
    'end when a token is used again after its grace period, with one security event',
    async () => {
      const person = await Person.arrive(system());
      const { body: next } = await refresh(person.token);
      await waitFor(
        async () => (await refresh(person.token)).status === 401,
        GRACE_LIMIT_MS,
        () => 'the grace period to be over',
      );
      await expectEnded(next);
      expectProblem(await refresh(next), 'session_ended');
      expectProblem(await refresh(person.token), 'session_ended');
      const events = () =>
        system()
          .log()
          .split('\n')
          .filter((line) => line.includes('"refresh_reused"'))
          .filter((line) => line.includes(String(claimsOf(next)['unique_id'])));
      await waitFor(
        () => events().length > 0,
        GRACE_LIMIT_MS,
        () => 'the log of the reuse',
      );
      expect(events()).toHaveLength(1);
    },
    2 * GRACE_LIMIT_MS,
  );

  it('begin with a token of a version without chains, too', async () => {
    const { token } = await Person.arrive(system());
    const { chain, ...claims } = claimsOf(token);
    expect(chain).toBe(claims['sid']);
    const old = await forgeToken(system(), claims);
    expect(await lives(old)).toBe(true);
    const { body: next } = await refresh(old);
    expect(claimsOf(next)).toMatchObject({ chain, exp: claims['exp'] });
    expect((await logOut(old)).status).toBe(200);
    await expectEnded(next);
  });

  it('are of one user: a token of another is refused, in auth and in todo', async () => {
    const [alice, bob] = [await Person.arrive(system()), await Person.arrive(system())];
    const { unique_id } = claimsOf(bob.token);
    const foreign = await forgeToken(system(), { ...claimsOf(alice.token), unique_id });
    expectProblem(await auth('GET', 'session', foreign), 'unauthenticated');
    expectProblem(await refresh(foreign), 'unauthenticated');
    expectProblem(await logOut(foreign), 'unauthenticated');
    const list = { token: foreign };
    expectProblem(await send('GET', `${system().todoUrl}/api/v1/get/all`, list), 'unauthenticated');
    expect((await refresh(alice.token)).status).toBe(200);
  });

  it.each(['sid', 'chain', 'unique_id'])('are not looked up for junk in %s', async (claim) => {
    const { token } = await Person.arrive(system());
    for (const junk of JUNK) {
      const forged = await forgeToken(system(), { ...claimsOf(token), [claim]: junk });
      for (const answer of [
        await auth('GET', 'session', forged),
        await refresh(forged),
        await logOut(forged),
        await send('GET', `${system().todoUrl}/api/v1/get/all`, { token: forged }),
      ]) {
        expectProblem(answer, 'unauthenticated');
      }
    }
    expect(await lives(token)).toBe(true);
  });
}

function isToken(body: unknown): body is string {
  return typeof body === 'string';
}
