import { createHash } from 'node:crypto';
import { basic, send } from '../support/client.js';
import { PASSWORD, Person } from '../support/person.js';
import type { System } from '../support/topology.js';
import { expectProblem } from './expect-problem.js';

/** Chromium's `Accept` header for a navigation. */
const ACCEPT =
  'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8';

/** The original system's page logs out by navigating to the address, without a token. */
export function describeLogoutPage(system: System): void {
  const go = (headers: Record<string, string> = {}, method = 'GET') =>
    send(method, `${system().authUrl}/api/v1/auth/logout`, {
      headers: { accept: ACCEPT, 'sec-fetch-mode': 'navigate', ...headers },
    });
  const scriptOf = (html: string) => /<script>(.*?)<\/script>/s.exec(html)?.[1];

  it.each<Record<string, string>>([
    {},
    { 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'none' },
  ])(
    'removes the token in the browser and navigates home, by a script that the policy names (%j)',
    async (headers) => {
      const { status, text, headers: sent } = await go(headers);
      expect(status).toBe(200);
      expect(sent.get('content-type')).toBe('text/html; charset=utf-8');
      expect(sent.get('cache-control')).toBe('no-store');
      const script = scriptOf(text)!;
      expect(script).toContain("localStorage.removeItem('token')");
      expect(script).toContain("location.replace('/')");
      const hash = createHash('sha256').update(script).digest('base64');
      const policy = sent.get('content-security-policy')!;
      expect(policy).toContain(`script-src 'sha256-${hash}'`);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe');
    },
  );

  it.each(['cross-site', 'same-site'])('asks first after a %s link', async (site) => {
    const { status, text } = await go({ 'sec-fetch-site': site });
    expect(status).toBe(200);
    expect(scriptOf(text)).toBeUndefined();
    expect(text).toContain('<a href="">');
  });

  it.each(['same-origin', 'same-site', 'cross-site', 'none'])(
    'does not end the session of our own page (%s)',
    async (site) => {
      const { email } = await Person.arrive(system());
      const login = await send('POST', `${system().authUrl}/api/v1/auth/page-login`, {
        headers: { authorization: basic(email, PASSWORD), origin: 'https://todo.example.com' },
      });
      const cookie = login.headers.get('set-cookie')!.split(';')[0]!;
      const answer = await go({ cookie, 'sec-fetch-site': site });
      expect(answer.status).toBe(200);
      expect(answer.headers.get('set-cookie')).toBeNull();
      const page = { cookie, 'sec-fetch-site': 'same-origin', 'x-seam-page': '1' };
      const session = await send('GET', `${system().authUrl}/api/v1/auth/session`, {
        headers: page,
      });
      expect(session.status).toBe(200);
    },
  );

  it('ends the session of a sent token', async () => {
    const { token } = await Person.arrive(system());
    expect(await go({ token })).toMatchObject({ status: 200, text: '' });
    expectProblem(await go({ token }), 'session_ended');
    expectProblem(await go({ token: 'x.y.z' }), 'unauthenticated');
  });

  it.each([
    ...['*/*', 'application/json', 'text/html;q=0', 'TEXT/HTML ; q=0.000, */*', 'text/html-x'],
    'application/json;profile="text/html"',
  ])('is not sent to API clients (%s)', async (accept) => {
    expectProblem(await go({ accept }), 'unauthenticated');
    expectProblem(await go({ accept }, 'POST'), 'unauthenticated');
  });

  it.each(['text/html', 'application/json, Text/HTML;charset=utf-8;q=0.1'])(
    'is sent to clients that accept %s, also by POST',
    async (accept) => {
      for (const method of ['GET', 'POST']) {
        const { status, headers, text } = await go({ accept }, method);
        expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
        expect(scriptOf(text)).toContain("localStorage.removeItem('token')");
      }
    },
  );

  it('ends the session of a token that is sent by POST, too', async () => {
    const { token } = await Person.arrive(system());
    expect(await go({ token }, 'POST')).toMatchObject({ status: 200, text: '' });
    expectProblem(await go({ token }, 'POST'), 'session_ended');
  });
}
