import { AppProcess } from '../support/app-process.js';
import { anyEmail, basic, send } from '../support/client.js';
import { PASSWORD } from '../support/person.js';
import { PRODUCTION_MAIL } from '../support/production-mail.js';
import { expectProblem } from '../e2e/expect-problem.js';
import { openFolder } from '../topologies/folder.js';

const PRODUCTION = {
  ...PRODUCTION_MAIL,
  NODE_ENV: 'production',
  JWT_SECRET: 'kF3vQ9xT1mZ7bN5cR8wY2hJ6pL4sD0aG',
  TRUSTED_PROXIES: 'none',
};
const COMMON = 'password';

let folder: Awaited<ReturnType<typeof openFolder>>;
let app: AppProcess;
beforeAll(async () => {
  folder = await openFolder();
});
afterEach(() => app.stop());
afterAll(() => folder.remove());

const start = async (env: NodeJS.ProcessEnv) => {
  app = await AppProcess.start('monolith', folder.path, env);
};
const register = (email: string, password: string) =>
  send('POST', `${app.url}/api/v1/users/create`, { json: { email, password } });
const logIn = (email: string, password: string) =>
  send('POST', `${app.url}/api/v1/auth/login`, {
    headers: { authorization: basic(email, password) },
  });

describe('a password that is easy to guess', () => {
  it('is refused in production, with the reason', async () => {
    await start(PRODUCTION);
    const email = `zoe.baker.${anyEmail()}`;
    const refused: [string, RegExp][] = [
      [COMMON, /one of the most common/],
      ['PassWord', /one of the most common/],
      ['1qaz2wsx', /one of the most common/],
      ['987654321', /one of the most common/],
      ['hijklmnop', /a simple pattern/],
      [email.toUpperCase(), /based on your email/],
      [`${email.split('@')[0]}1`, /based on your email/],
      ['Seam-2026', /based on the name of this product/],
    ];
    for (const [password, reason] of refused) {
      const answer = await register(email, password);
      expectProblem(answer, 'password_guessable');
      expect(answer).toMatchObject({
        status: 400,
        body: { errors: [{ path: 'password', message: expect.stringMatching(reason) }] },
      });
    }
    expect((await logIn(email, COMMON)).status).toBe(401);
    expect((await register(email, PASSWORD)).status).toBe(201);
    expect((await logIn(email, PASSWORD)).status).toBe(200);
  }, 60_000);

  it('is accepted in development, and stays valid for its user', async () => {
    await start({});
    const email = anyEmail();
    expect((await register(email, COMMON)).status).toBe(201);
    await app.stop();
    await start(PRODUCTION);
    expect((await logIn(email, COMMON)).status).toBe(200);
  }, 60_000);
});
