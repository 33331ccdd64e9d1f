import { expectProblem } from '../e2e/expect-problem.js';
import { send } from '../support/client.js';
import { Person } from '../support/person.js';
import { waitFor } from '../support/wait-for.js';
import { authsAndTodos, monoliths, type ScaledSystem } from '../topologies/scaled.js';
import { oneDatabase, withRedis } from '../topologies/storage.js';

/** How long a process may cache a session that another one has ended. */
const CACHE_MS = 1_000;
/** A tolerance for a busy machine. */
const SLACK_MS = 1_000;

const NAME = 'one database, sessions in Redis';
const TOPOLOGIES = [
  monoliths(NAME, withRedis(oneDatabase)),
  authsAndTodos(NAME, withRedis(oneDatabase)),
];

const list = (url: string, token: string) => send('GET', `${url}/api/v1/get/all`, { token });
const end = (url: string, token: string) => send('POST', `${url}/api/v1/auth/logout`, { token });
const refresh = (url: string, token: string) =>
  send<string>('POST', `${url}/api/v1/auth/refresh`, { token });

describe.each(TOPOLOGIES)('sessions over several processes: $name', (topology) => {
  let system: ScaledSystem;
  const urls = (fleet: 'auth' | 'todo') => system[fleet].members.map(({ url }) => url);
  const arrive = () => Person.arrive(system);

  /** Makes every process that serves items see the active session. */
  const showEverywhere = async (token: string) => {
    for (const url of urls('todo')) expect((await list(url, token)).status).toBe(200);
  };
  const isRefused = async (url: string, token: string) => (await list(url, token)).status === 401;

  describe('that cache a session for a while', () => {
    beforeAll(async () => {
      system = await topology.start({ SESSION_CACHE_MS: `${CACHE_MS}` });
    }, 60_000);
    afterAll(() => system.dispose());

    it('accept a session of one process at every other', async () => {
      const { email } = await arrive();
      for (const authUrl of urls('auth')) {
        const token = await Person.logIn({ authUrl }, email);
        await showEverywhere(token);
        for (const url of urls('auth')) {
          expect((await send('GET', `${url}/api/v1/users/get`, { token })).status).toBe(200);
        }
      }
    });

    it('refuse at once a session that another has ended, unless it is cached', async () => {
      const { token } = await arrive();
      expect((await end(urls('auth')[0]!, token)).status).toBe(200);
      for (const url of urls('todo')) expectProblem(await list(url, token), 'session_ended');
    });

    it.each([0, 1])('forget within SESSION_CACHE_MS what process %i has ended', async (first) => {
      const { token } = await arrive();
      await showEverywhere(token);
      const endedAt = performance.now();
      expect((await end(urls('auth')[first]!, token)).status).toBe(200);
      for (const url of urls('auth')) {
        const answer = await send('GET', `${url}/api/v1/auth/session`, { token });
        if (url === urls('auth')[first]) expectProblem(answer, 'session_ended');
      }
      for (const url of urls('todo')) {
        const left = endedAt + CACHE_MS + SLACK_MS - performance.now();
        await waitFor(
          () => isRefused(url, token),
          left,
          () => `${url} to refuse the session`,
        );
        expectProblem(await list(url, token), 'session_ended');
      }
    });

    it('never accept a session again that they have refused', async () => {
      const { token } = await arrive();
      await showEverywhere(token);
      await end(urls('auth')[0]!, token);
      const seen = urls('todo').map(() => false);
      const until = performance.now() + CACHE_MS + SLACK_MS;
      while (performance.now() < until) {
        for (const [i, url] of urls('todo').entries()) {
          const refused = await isRefused(url, token);
          expect({ refused, before: seen[i] }).not.toEqual({ refused: false, before: true });
          seen[i] = refused;
        }
      }
      expect(seen).not.toContain(false);
    });
  });

  describe('without a cache', () => {
    beforeAll(async () => {
      system = await topology.start({ SESSION_CACHE_MS: '0' });
    }, 60_000);
    afterAll(() => system.dispose());

    it('refuse everywhere at once what any has ended', async () => {
      for (const url of urls('auth')) {
        const { token } = await arrive();
        await showEverywhere(token);
        await end(url, token);
        for (const each of urls('todo')) expectProblem(await list(each, token), 'session_ended');
      }
    });

    it('agree on the successor of concurrent refreshes', async () => {
      const { token } = await arrive();
      await showEverywhere(token);
      const asked = Array.from({ length: 5 }, () => urls('auth')).flat();
      const answers = await Promise.all(asked.map((url) => refresh(url, token)));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
      const successors = new Set(answers.map(({ body }) => body));
      expect(successors.size).toBe(1);
      for (const url of urls('todo')) expectProblem(await list(url, token), 'session_ended');
      await showEverywhere([...successors][0]!);
    });
  });
});
