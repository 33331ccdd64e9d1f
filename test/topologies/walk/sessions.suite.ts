import { CONTEXTS, type Walk } from './walk.js';

/** The default of SESSION_CACHE_MS: how long a process may accept a session that another has ended. */
const CACHE_MS = 1_000;
/** For a busy machine. */
const SLACK_MS = 3_000;

interface Listed {
  id: string;
  current: boolean;
}

/** A person sees and ends sessions. */
export function describeSessionList(walk: () => Walk): void {
  const listed = async (token: string) => {
    const path = 'account/sessions';
    const { body } = await walk().people.v2<{ sessions: Listed[] }>('GET', path, undefined, token);
    return body.sessions;
  };
  const end = async (token: string, which: string) => {
    const path = `account/sessions${which}`;
    expect((await walk().people.v2('DELETE', path, undefined, token)).status).toBe(204);
  };

  it(`is refused by every context within ${CACHE_MS} ms and ${SLACK_MS} ms of slack after its end`, async () => {
    expect(walk().system.env['SESSION_CACHE_MS']).toBeUndefined();
    const { people } = walk();
    const user = await people.newUser();
    const other = (await people.logIn(user.email)).body;
    // Each process has it in its cache from now on.
    expect(await walk().statusesOf(other)).toEqual([200, 200, 200]);
    const { id } = (await listed(user.token)).find(({ current }) => !current)!;
    const endedAt = performance.now();
    await end(user.token, `/${id}`);
    const refusedAfter = async (context: (typeof CONTEXTS)[number]) => {
      await walk().until(`${context} to refuse it`, async () =>
        (await walk().statusesOf(other, [context])).includes(401),
      );
      return performance.now() - endedAt;
    };
    for (const ms of await Promise.all(CONTEXTS.map(refusedAfter))) {
      expect(ms).toBeLessThan(CACHE_MS + SLACK_MS);
    }
    expect(await listed(user.token)).toHaveLength(1);
  });

  it('ends all others, and all', async () => {
    const { people } = walk();
    const user = await people.newUser();
    const other = (await people.logIn(user.email)).body;
    await end(user.token, '?keep=current');
    await walk().untilRefused(other);
    expect(await walk().statusesOf(user.token)).toEqual([200, 200, 200]);
    await end(user.token, '');
    await walk().untilRefused(user.token);
  });
}
