import { send } from '../support/client.js';
import { PASSWORD } from '../support/person.js';
import { openAttacker } from './attacker.js';
import type { Stage } from './stage.js';

/** The limits of scripts and of other sites. */
export function describeSecurity(stage: Stage): void {
  it('hides the token from scripts: it is in no storage, in no response and in no address', async () => {
    const visitor = await stage.register();
    const { url } = stage.system();
    await visitor.add('tea');
    const [cookie] = (await visitor.context.cookies()).filter(({ name }) => /seam$/.test(name));
    const isTls = url.startsWith('https');
    expect(cookie).toMatchObject({
      name: isTls ? '__Host-seam' : 'seam',
      httpOnly: true,
      sameSite: 'Strict',
      secure: isTls,
      path: '/',
    });
    const json = JSON.stringify({ email: visitor.email, password: PASSWORD, cookie: true });
    const seen = await visitor.page.evaluate(async (body) => {
      const headers = { 'x-seam-page': '1' };
      const typed = { ...headers, 'content-type': 'application/json' };
      const login = await fetch('/api/v2/account/sessions', {
        method: 'POST',
        headers: typed,
        body,
      });
      const refresh = await fetch('/api/v1/auth/refresh', { method: 'POST', headers });
      return [
        document.cookie,
        JSON.stringify({ ...localStorage, ...sessionStorage }),
        ...[login.status, await login.text(), await refresh.text()],
        location.href,
      ].join();
    }, json);
    expect(seen).toContain('201,');
    expect(seen).not.toContain(await visitor.token());
  });

  it('accepts the cookie from the page only with its header', async () => {
    const visitor = await stage.register();
    const ask = (headers: Record<string, string>, method = 'GET', path = 'get/all') =>
      visitor.page.evaluate(
        async (request) =>
          (
            await fetch(`/api/v1/${request.path}`, {
              method: request.method,
              headers: request.headers,
            })
          ).status,
        { headers, method, path },
      );
    expect(await ask({ 'x-seam-page': '1' })).toBe(200);
    expect(await ask({})).toBe(401);
    expect(await ask({}, 'GET', 'auth/logout')).toBe(401);
    expect(await ask({}, 'POST', 'auth/page-logout')).toBe(401);
    expect(await ask({ 'x-seam-page': '1' })).toBe(200);
  });

  // Browsers treat all ports of 127.0.0.1 as one site: SameSite does not protect the second one.
  it.each(['localhost', '127.0.0.1'])(
    'is safe from a page on another origin, of %s',
    async (host) => {
      const visitor = await stage.register();
      await visitor.add('tea');
      const { url } = stage.system();
      const attacker = await openAttacker(host, url);
      try {
        for (const attack of attacker.attacks) {
          await visitor.page.goto(`${attacker.url}${attack}`);
          await visitor.page.waitForFunction(
            () => document.title === 'done' || location.pathname.startsWith('/api/'),
          );
        }
        expect(attacker.stolen).toEqual([]);
      } finally {
        await attacker.close();
      }
      await visitor.open('/');
      await visitor.settled('tea').waitFor();
      expect((await visitor.onServer()).pending.map(({ title }) => title)).toEqual(['tea']);
      visitor.errors.length = 0; // the browser's messages about the attacks
    },
  );

  it('removes the token of the original page by navigation, and stays logged in itself', async () => {
    const visitor = await stage.register();
    const { page } = visitor;
    await page.evaluate(() => localStorage.setItem('token', 'of the original page'));
    await page.evaluate(() => location.assign('/api/v1/auth/logout'));
    await page.waitForFunction(
      () => location.pathname === '/' && localStorage.getItem('token') === null,
    );
    expect((await visitor.onServer()).pending).toEqual([]);
  });

  it('cannot be framed', async () => {
    const visitor = await stage.register();
    const attacker = await openAttacker('localhost', stage.system().url);
    await visitor.page.goto(`${attacker.url}/frame`);
    await visitor.page.waitForFunction(() => document.title === 'done');
    const frame = visitor.page.frames().find((each) => each !== visitor.page.mainFrame());
    expect(await frame?.locator('#root').count()).toBe(0);
    await attacker.close();
    visitor.errors.length = 0;
  });

  it('sets no cookie over plain HTTP', async () => {
    const { url, authUrl } = stage.system();
    const cookie = `${url.startsWith('https') ? '__Host-' : ''}seam=x`;
    const answer = await send('GET', `${authUrl}/api/v1/users/get`, { headers: { cookie } });
    expect(answer.status).toBe(401);
  });
}
