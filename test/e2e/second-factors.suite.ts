import { Secret, TOTP } from 'otpauth';
import { basic, send } from '../support/client.js';
import { PASSWORD, Person } from '../support/person.js';
import { codeOf, SecondFactors } from '../support/second-factors.js';
import type { System } from '../support/topology.js';
import { waitFor } from '../support/wait-for.js';
import { expectProblem } from './expect-problem.js';

interface Factors {
  password: boolean;
  totp: boolean;
  passkeys: number;
  recovery_codes: number;
}

/** A user with an app for codes. */
interface WithApp {
  person: Person;
  totp: TOTP;
  codes: string[];
}

const STEP_MS = 30_000;
/** A process caches a session check for a second. */
const REVOKED_MS = 5_000;

/** Second factors, and proofs of who it is. */
export function describeSecondFactors(system: System): void {
  const at = (path: string) => `${system().authUrl}/api/v2/account/${path}`;
  const account = <Body>(token: string, method: string, path: string, json?: unknown) =>
    send<Body>(method, at(path), { token, json });
  const logIn = (json: object) =>
    send<{ token: string; challenge: string }>('POST', at('sessions'), { json });
  const byPassword = (email: string, more: object = {}) =>
    logIn({ email, password: PASSWORD, ...more });
  const challengeOf = async (email: string) => (await byPassword(email)).body.challenge;
  /** A step is not about to end: three codes are used in this test. */
  async function earlyInStep(): Promise<void> {
    const isEarly = async () => Date.now() % STEP_MS < STEP_MS - 10_000;
    await waitFor(isEarly, STEP_MS, () => 'the next step of codes');
  }

  async function withApp(step: -1 | 0 = 0): Promise<WithApp> {
    const person = await Person.arrive(system());
    const setup = await account<{ uri: string; secret: string; qr_svg: string }>(
      ...([person.token, 'POST', 'totp'] as const),
    );
    expect(setup.status).toBe(201);
    expect(setup.body.qr_svg).toMatch(/^<svg /);
    const totp = new TOTP({ secret: Secret.fromBase32(setup.body.secret) });
    const json = { code: codeOf(totp, step) };
    const path = 'totp/confirm';
    const confirmed = await account<{ recovery_codes: string[] }>(person.token, 'POST', path, json);
    expect(confirmed.status).toBe(200);
    return { person, totp, codes: confirmed.body.recovery_codes };
  }

  it('asks for a code of the app after the password, and accepts each once', async () => {
    await earlyInStep();
    const { person, totp } = await withApp(-1);
    const first = await byPassword(person.email, { remember: true });
    expectProblem(first, 'second_factor_required');
    const { challenge } = first.body;
    const code = codeOf(totp, 0);
    expectProblem(await logIn({ challenge, code: '000000' }), 'second_factor_wrong');
    const login = await logIn({ challenge, code });
    expect(login.status).toBe(201);
    expect(login.body).toMatchObject({ session: { remembered: true } });
    expectProblem(await logIn({ challenge, code: codeOf(totp, 1) }), 'login_expired');
    const replayed = { challenge: await challengeOf(person.email), code };
    expectProblem(await logIn(replayed), 'second_factor_wrong');
    expect((await account(login.body.token, 'GET', 'sessions')).status).toBe(200);
  });

  it('refuses the challenge as a token, and version 1 asks for the factor too', async () => {
    const { person } = await withApp();
    for (const path of ['login', 'page-login']) {
      const answer = await send<{ challenge: string }>(
        'POST',
        `${system().authUrl}/api/v1/auth/${path}`,
        { headers: { authorization: basic(person.email, PASSWORD) } },
      );
      expectProblem(answer, 'second_factor_required');
      expect(answer.headers.get('set-cookie')).toBeNull();
      const { challenge: token } = answer.body;
      const used = [
        await account(token, 'GET', 'sessions'),
        await send('GET', `${system().todoUrl}/api/v1/get/all`, { token }),
        await send('POST', `${system().authUrl}/api/v1/auth/refresh`, { token }),
      ];
      expect(used.map(({ status }) => status)).toEqual([401, 401, 401]);
    }
  });

  it('accepts a recovery code once, of two requests at the same time', async () => {
    const { person, codes } = await withApp();
    expect(codes).toHaveLength(10);
    const challenges = [await challengeOf(person.email), await challengeOf(person.email)];
    const answers = await Promise.all(
      challenges.map((challenge) => logIn({ challenge, recovery_code: codes[0] })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 401]);
    const factors = await account<Factors>(person.token, 'GET', 'factors');
    expect(factors.body).toEqual({
      ...{ password: true, totp: true, passkeys: 0, recovery_codes: 9 },
    });
  });

  it('ends the other sessions when a factor is added or removed', async () => {
    const person = await Person.arrive(system());
    const others = [person.token, await Person.logIn(system(), person.email)];
    const setup = await account<{ secret: string }>(others[1]!, 'POST', 'totp');
    const totp = new TOTP({ secret: Secret.fromBase32(setup.body.secret) });
    const json = { code: codeOf(totp, 0) };
    expect((await account(others[1]!, 'POST', 'totp/confirm', json)).status).toBe(200);
    await waitFor(
      async () => (await account(others[0]!, 'GET', 'sessions')).status === 401,
      REVOKED_MS,
      () => 'the other session to have ended',
    );
    expect((await account(others[1]!, 'DELETE', 'totp')).status).toBe(204);
    expect((await byPassword(person.email)).status).toBe(201);
  });

  it('leaves no session of a login beside the set-up that was asked for no code', async () => {
    const person = await Person.arrive(system());
    const setup = await account<{ secret: string }>(person.token, 'POST', 'totp');
    const totp = new TOTP({ secret: Secret.fromBase32(setup.body.secret) });
    const [confirmed, ...logins] = await Promise.all([
      account(person.token, 'POST', 'totp/confirm', { code: codeOf(totp, 0) }),
      ...Array.from({ length: 6 }, () => byPassword(person.email)),
    ]);
    expect(confirmed.status).toBe(200);
    const begun = logins.filter(({ status }) => status === 201);
    const refused = logins.filter(({ status }) => status === 401);
    expect(begun.length + refused.length).toBe(logins.length);
    const answers = () =>
      Promise.all(begun.map(({ body }) => account(body.token, 'GET', 'sessions')));
    await waitFor(
      async () => (await answers()).every(({ status }) => status === 401),
      REVOKED_MS,
      () => 'all sessions to end that began by the password alone',
    );
    expect((await account(person.token, 'GET', 'sessions')).status).toBe(200);
  });

  it('stops after ten wrong codes, over all challenges', async () => {
    const { person, codes } = await withApp();
    for (let i = 0; i < 10; i++) {
      const challenge = await challengeOf(person.email);
      expect((await logIn({ challenge, code: '000000' })).status).toBe(401);
    }
    const right = { challenge: await challengeOf(person.email), recovery_code: codes[0] };
    const refused = await logIn(right);
    expectProblem(refused, 'too_many_requests');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(800);
  });

  it('renews a proof by all that a login needs, with a new token', async () => {
    await earlyInStep();
    const { person, totp } = await withApp(-1);
    const proof = (json: object) =>
      account<{ token: string }>(person.token, 'POST', 'proofs', json);
    expectProblem(await proof({ password: PASSWORD }), 'proof_incomplete');
    expectProblem(await proof({ code: codeOf(totp, 0) }), 'proof_incomplete');
    const renewed = await proof({ password: PASSWORD, code: codeOf(totp, 0) });
    expect(renewed.status).toBe(201);
    const { token } = renewed.body;
    expect((await account(token, 'POST', 'recovery-codes')).status).toBe(201);
    const url = `${system().authUrl}/api/v1/auth/refresh`;
    expect((await send('POST', url, { token: person.token })).status).toBe(401);
  });

  it('keeps the last way in, and makes no recovery codes without a factor', async () => {
    const person = await Person.arrive(system());
    const refused = [
      await account(person.token, 'DELETE', 'password'),
      await account(person.token, 'POST', 'recovery-codes'),
    ];
    expectProblem(refused[0]!, 'last_way_in');
    expectProblem(refused[1]!, 'no_second_factor');
  });

  describe('a user without a password', () => {
    /** A user who has a passkey only. */
    async function byPasskey() {
      const person = await Person.arrive(system());
      const device = new SecondFactors(system());
      await device.addPasskey(person.token);
      expect((await account(person.token, 'DELETE', 'password')).status).toBe(204);
      const { unique_id: owner } = (await person.auth<{ unique_id: string }>('GET', 'users/get'))
        .body;
      return { person, device, owner };
    }

    it('never passes Basic, neither with the former password nor with none', async () => {
      const { person } = await byPasskey();
      const { email, token } = person;
      const [login, deletion] = [
        `${system().authUrl}/api/v1/auth/login`,
        `${system().authUrl}/api/v1/users/delete`,
      ];
      for (const password of [PASSWORD, '']) {
        const headers = { authorization: basic(email, password) };
        expectProblem(await send('POST', login, { headers }), 'invalid_credentials');
        const deleted = await send('DELETE', deletion, { token, headers });
        expectProblem(deleted, 'invalid_credentials');
      }
      expectProblem(await byPassword(email), 'invalid_credentials');
      expect((await account(token, 'GET', 'factors')).status).toBe(200);
    });

    it('logs in, proves it again and deletes the account by a passkey', async () => {
      const { person, device, owner } = await byPasskey();
      const login = await logIn({
        passkey: await device.answerTo('sessions/passkey-options', { owner }),
      });
      expect(login.status).toBe(201);
      const { token } = login.body;
      const asked = 'proofs/passkey-options';
      const passkey = await device.answerTo(asked, { token, owner });
      const proven = await account<{ token: string }>(token, 'POST', 'proofs', { passkey });
      expect(proven.status).toBe(201);
      const again = await account(proven.body.token, 'POST', 'proofs', { passkey });
      expectProblem(again, 'passkey_refused');
      const url = at('').slice(0, -1);
      expect((await send('DELETE', url, { token: proven.body.token })).status).toBe(204);
      const late = await device.answerTo('sessions/passkey-options', { owner });
      expectProblem(await logIn({ passkey: late }), 'passkey_refused');
      expectProblem(await byPassword(person.email), 'invalid_credentials');
    });
  });

  it('deletes the account after a recent proof, without the password', async () => {
    const { person } = await withApp();
    expect((await send('DELETE', at('').slice(0, -1), { token: person.token })).status).toBe(204);
    expectProblem(await byPassword(person.email), 'invalid_credentials');
  });
}
