import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PRODUCTION_KEYS } from '../support/production-keys.js';
import { PRODUCTION_MAIL } from '../support/production-mail.js';
import { send } from '../support/client.js';
import { waitFor } from '../support/wait-for.js';
import { APPS } from './checkout.js';
import { Container } from './container.js';
import { ImageBuilder } from './image-builder.js';

const JWT_SECRET = randomBytes(48).toString('base64');
const BUILD_LIMIT_MS = 600_000;
const RUN_LIMIT_MS = 120_000;

/** The files of the Dockerfile are enough to build, and the files of an image are enough to run. */
describe('the production tree', () => {
  let images: ImageBuilder;
  const running: Container[] = [];
  beforeAll(async () => {
    images = await ImageBuilder.open();
    for (const { app } of APPS) await images.build(app);
  }, BUILD_LIMIT_MS);
  afterEach(async () => {
    for (const container of running.splice(0)) await container.dispose();
  });
  afterAll(() => images?.remove());

  const start = async (app: string, env: NodeJS.ProcessEnv = {}) => {
    const container = await Container.start(images, app, {
      JWT_SECRET,
      TRUSTED_PROXIES: 'none',
      ...PRODUCTION_KEYS,
      ...env,
    });
    running.push(container);
    return container;
  };
  const becomesReady = async ({ url }: Container) => {
    let answer = await send('GET', `${url}/readyz`);
    await waitFor(
      async () => (answer = await send('GET', `${url}/readyz`)).status === 200,
      10_000,
      () => `200, not ${answer.status} ${answer.text}`,
    );
  };
  const stopsGracefully = async (container: Container) => {
    expect(await container.health()).toBe(0);
    expect(await container.stop()).toBe(0);
    expect(await container.health()).toBe(1);
  };

  it.each(APPS)('of $app has no other app, no test and no tool', async ({ app }) => {
    const folder = await images.build(app);
    expect(await readdir(join(folder, 'dist', 'apps'))).toEqual([app]);
    const files = await readdir(join(folder, 'dist'), { recursive: true });
    expect(files.filter((file) => /[.-](spec|suite)\./.test(file))).toEqual([]);
    expect(existsSync(join(folder, 'node_modules', '@nestjs', 'core'))).toBe(true);
    expect(existsSync(join(folder, 'dist', 'web', 'index.html'))).toBe(app === 'monolith');
    for (const tool of [
      'jest',
      '@nestjs/cli',
      '@swc/core',
      'eslint',
      'prettier',
      'vite',
      'react',
    ]) {
      expect(existsSync(join(folder, 'node_modules', tool))).toBe(false);
    }
  });

  it(
    'runs the monolith',
    async () => {
      const monolith = await start('monolith', PRODUCTION_MAIL);
      await becomesReady(monolith);
      expect((await send('GET', monolith.url)).text).toContain('<div id="root">');
      await stopsGracefully(monolith);
    },
    RUN_LIMIT_MS,
  );

  it(
    'runs auth, and todo and mail beside it',
    async () => {
      const auth = await start('auth');
      const todo = await start('todo', { AUTH_API_URL: auth.url });
      const mail = await start('mail', { AUTH_API_URL: auth.url, ...PRODUCTION_MAIL });
      await becomesReady(auth);
      await becomesReady(todo);
      await becomesReady(mail);
      await stopsGracefully(mail);
      await stopsGracefully(todo);
      await stopsGracefully(auth);
    },
    RUN_LIMIT_MS,
  );

  it(
    'runs todo with auth in process, and items in a file',
    async () => {
      const todo = await start('todo', { AUTH_TRANSPORT: 'in-process', TO_DO_STORE: 'json-file' });
      await becomesReady(todo);
      await stopsGracefully(todo);
    },
    RUN_LIMIT_MS,
  );
});
