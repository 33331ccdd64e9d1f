import { basic, send } from '../support/client.js';
import { PASSWORD, Person } from '../support/person.js';
import type { System } from '../support/topology.js';
import { waitFor } from '../support/wait-for.js';
import { tokenRoutesOf } from './access-tokens/token-routes.js';

/** A process caches a session check for a second; the rest is for a slow machine. */
const REVOKED_MS = 3_000;
const ENDED = ['unauthenticated', 'session_ended'];

/** Tokens of sessions that have ended, at every route with a session, by the API documents: new ones are among them. */
export function describeEndedTokens(system: System): void {
  it.each<[what: string, end: (person: Person) => Promise<{ status: number }>]>([
    ['after its logout', (person) => person.auth('POST', 'auth/logout')],
    ['of a deleted user', (person) => person.deleteAccount()],
  ])('refuses the session %s', async (_what, end) => {
    const person = await Person.arrive(system());
    const { token, email } = person;
    expect((await end(person)).status).toBe(200);
    await waitFor(
      async () => (await person.list()).status === 401,
      REVOKED_MS,
      () => 'todo to refuse the session',
    );
    const routes = await tokenRoutesOf(system());
    expect(routes.length).toBeGreaterThan(30);
    const authorization = basic(email, PASSWORD);
    const accepted: object[] = [];
    for (const { method, url } of routes) {
      const headers: Record<string, string> = url.endsWith('/delete') ? { authorization } : {};
      const json = method === 'GET' ? undefined : {};
      const { status, body } = await send<{ code?: string }>(method, url, { token, headers, json });
      const isRefused = status === 401 && ENDED.includes(body?.code ?? '');
      if (!isRefused) accepted.push({ method, url, status, body });
    }
    expect(accepted).toEqual([]);
  });
}
