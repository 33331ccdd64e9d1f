import type { Browser, CDPSession, Page } from 'playwright-core';
import { PASSWORD, Person } from '../support/person.js';
import { openBrowser } from './chromium.js';
import { type PageSystem, startMonolith } from './page-system.js';

const START_LIMIT_MS = 60_000;
/** Of `WebAuthn.addVirtualAuthenticator`. */
const PHONE = {
  protocol: 'ctap2',
  ctap2Version: 'ctap2_1',
  transport: 'internal',
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
} as const;

interface Answer {
  status: number;
  body: Record<string, unknown>;
}

/** What the page does with a passkey, by the code of Chromium and its virtual authenticator. */
describe('passkeys in Chromium', () => {
  let system: PageSystem;
  let browser: Browser;
  let page: Page;
  let cdp: CDPSession;
  let authenticatorId: string;
  let person: Person;
  beforeAll(async () => {
    system = await startMonolith();
    browser = await openBrowser();
  }, START_LIMIT_MS);
  afterAll(async () => {
    await browser?.close();
    await system?.dispose();
  }, START_LIMIT_MS);
  beforeEach(async () => {
    page = await browser.newPage();
    cdp = await page.context().newCDPSession(page);
    await cdp.send('WebAuthn.enable');
    const added = await cdp.send('WebAuthn.addVirtualAuthenticator', { options: PHONE });
    ({ authenticatorId } = added);
    // Browsers offer passkeys to names, not to addresses.
    await page.goto(system.url.replace('127.0.0.1', 'localhost'));
    person = await Person.arrive(system);
  });
  afterEach(() => page.close());

  /** A request of the page, with a passkey made or used for the options of another request. */
  const ask = (method: string, path: string, json: unknown = {}, token = ''): Promise<Answer> =>
    page.evaluate(
      async (request) => {
        const answer = await fetch(`/api/v2/account/${request.path}`, {
          method: request.method,
          headers: {
            'content-type': 'application/json',
            ...(request.token && { token: request.token }),
          },
          ...(request.method !== 'GET' && { body: JSON.stringify(request.json) }),
        });
        const text = await answer.text();
        const body = (text ? JSON.parse(text) : {}) as Record<string, unknown>;
        return { status: answer.status, body };
      },
      { method, path, json, token },
    );

  const browse = (what: 'create' | 'get', { body }: Answer): Promise<object> =>
    page.evaluate(
      async ({ kind, options }) => {
        const credentials = navigator.credentials;
        const made =
          kind === 'create'
            ? await credentials.create({
                publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options as never),
              })
            : await credentials.get({
                publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options as never),
              });
        return (made as PublicKeyCredential).toJSON();
      },
      { kind: what, options: body['options'] },
    );

  async function registered(): Promise<string[]> {
    const options = await ask('POST', 'passkeys/options', {}, person.token);
    const passkey = await browse('create', options);
    const { status, body } = await ask('POST', 'passkeys', { passkey }, person.token);
    expect(status).toBe(201);
    return body['recovery_codes'] as string[];
  }

  it('is registered, and logs in alone without an email', async () => {
    expect(await registered()).toHaveLength(10);
    const passkey = await browse('get', await ask('POST', 'sessions/passkey-options'));
    const login = await ask('POST', 'sessions', { passkey });
    expect(login.status).toBe(201);
    const mine = await ask('GET', 'passkeys', undefined, login.body['token'] as string);
    expect(mine.body['passkeys']).toHaveLength(1);
    expect((await ask('POST', 'sessions', { passkey })).body['code']).toBe('passkey_refused');
  });

  it('is the second factor after a password', async () => {
    await registered();
    const first = await ask('POST', 'sessions', { email: person.email, password: PASSWORD });
    expect(first.status).toBe(401);
    const { challenge } = first.body;
    const passkey = await browse(
      'get',
      await ask('POST', 'sessions/passkey-options', { challenge }),
    );
    expect((await ask('POST', 'sessions', { challenge, passkey })).status).toBe(201);
  });

  it('is refused if it was changed, or copied', async () => {
    await registered();
    const bogus = { authenticatorId, isBogusSignature: true };
    await cdp.send('WebAuthn.setResponseOverrideBits', bogus);
    const forged = await browse('get', await ask('POST', 'sessions/passkey-options'));
    expect((await ask('POST', 'sessions', { passkey: forged })).body['code']).toBe(
      'passkey_refused',
    );
    await cdp.send('WebAuthn.setResponseOverrideBits', { authenticatorId });
    const right = await browse('get', await ask('POST', 'sessions/passkey-options'));
    expect((await ask('POST', 'sessions', { passkey: right })).status).toBe(201);
    const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId });
    const { credentialId } = credentials[0]!;
    await cdp.send('WebAuthn.setCredentialProperties', {
      ...{ authenticatorId, credentialId, signCount: 0 },
    });
    const copy = await browse('get', await ask('POST', 'sessions/passkey-options'));
    expect((await ask('POST', 'sessions', { passkey: copy })).body['code']).toBe('passkey_copied');
  });

  it('lets its user remove the password, and is then the last way in', async () => {
    await registered();
    expect((await ask('DELETE', 'password', undefined, person.token)).status).toBe(204);
    const login = await ask('POST', 'sessions', { email: person.email, password: PASSWORD });
    expect(login.body['code']).toBe('invalid_credentials');
    const mine = await ask('GET', 'passkeys', undefined, person.token);
    const [{ id }] = mine.body['passkeys'] as [{ id: string }];
    const removal = await ask('DELETE', `passkeys/${id}`, undefined, person.token);
    expect(removal.body['code']).toBe('last_way_in');
  });
});
