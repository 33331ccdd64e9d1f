import type { Stage } from './stage.js';

/** The same in the monolith and in the example of a reverse proxy. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";
const ASSET = /(?:src|href)="(\/assets\/[^"]+)"/g;

/** The HTTP responses of the page. */
export function describeDelivery(stage: Stage): void {
  const get = async (path: string) => {
    const visitor = await stage.arrive();
    return visitor.context.request.get(stage.system().url + path, {
      headers: { 'accept-encoding': 'gzip' },
    });
  };

  it.each(['/', '/done', '/register', '/reset-password', '/invitation'])(
    'has at %s the page, which is revalidated each time',
    async (path) => {
      const answer = await get(path);
      expect(answer.status()).toBe(200);
      expect(answer.headers()).toMatchObject({
        'content-type': expect.stringMatching(/^text\/html/),
        'cache-control': 'no-cache',
        'content-security-policy': POLICY,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      });
    },
  );

  it('has assets for a year, compressed', async () => {
    const page = await (await get('/')).text();
    const assets = [...page.matchAll(ASSET)].map(([, path]) => path!);
    expect(assets.length).toBeGreaterThanOrEqual(2);
    for (const path of assets) {
      const answer = await get(path);
      expect(answer.status()).toBe(200);
      expect(answer.headers()).toMatchObject({
        'cache-control': 'public, max-age=31536000, immutable',
        'content-encoding': 'gzip',
      });
    }
  });

  it('has nothing under an old name, nor under /internal', async () => {
    expect((await get('/assets/index-old.js')).status()).toBe(404);
    expect((await get('/internal/v1/ping')).status()).toBe(404);
    expect((await get('/api/v1/nothing')).status()).toBe(404);
  });

  it('says so at an unknown address, with a link to the list', async () => {
    const visitor = await stage.register();
    await visitor.open('/nowhere');
    await visitor.text('Page not found').first().waitFor();
    await visitor.button('To your list').click();
    await visitor.field('New item').waitFor();
  });
}
