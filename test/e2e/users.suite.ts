import { anyEmail, basic, send } from '../support/client.js';
import { PASSWORD, Person } from '../support/person.js';
import type { System } from '../support/topology.js';
import { expectProblem } from './expect-problem.js';

export function describeUsers(system: System): void {
  const create = (json: unknown) =>
    send('POST', `${system().authUrl}/api/v1/users/create`, { json });
  const login = (method: string, headers: Record<string, string>) =>
    send<string>(method, `${system().authUrl}/api/v1/auth/login`, { headers });

  it('registers an email once: 201 with an empty body, then 409 in any case and spacing', async () => {
    const email = anyEmail();
    expect(await create({ email, password: 'password' })).toMatchObject({ status: 201, text: '' });
    const answer = await create({ email: ` ${email.toUpperCase()} `, password: 'another-one' });
    expectProblem(answer, 'email_taken');
  });

  it('registers only one of many concurrent requests for the same email', async () => {
    const email = anyEmail();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => create({ email, password: 'password' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(409)]);
  });

  it('ignores unknown fields: no client can choose an id', async () => {
    const email = anyEmail();
    const answer = await create({ email, password: PASSWORD, id: 77, unique_id: 'mine' });
    expect(answer.status).toBe(201);
    const token = await Person.logIn(system(), email);
    const user = await send<{ id: number; unique_id: string }>(
      'GET',
      `${system().authUrl}/api/v1/users/get`,
      { token },
    );
    expect(user.body.unique_id).not.toBe('mine');
    expect(user.body.id).not.toBe(77);
  });

  it.each([
    ['no email', { password: 'password' }],
    ['an invalid email', { email: 'unknown', password: 'password' }],
    ['an email that is too long', { email: `${'a'.repeat(250)}@b.co`, password: 'password' }],
    ['a password of 7', { email: 'a@example.com', password: 'passwor' }],
    ['a password of 257', { email: 'a@example.com', password: 'p'.repeat(257) }],
    ['a password that is a number', { email: 'a@example.com', password: 12345678 }],
    ['a password with NUL', { email: 'a@example.com', password: 'pass\0word' }],
    ['an array', [{ email: 'a@example.com', password: 'password' }]],
    ['null', null],
  ])('refuses %s', async (_, body) => {
    expectProblem(await create(body), 'validation_failed');
  });

  it('accepts a password of 256 characters beyond the basic plane, and logs in with it', async () => {
    const [email, password] = [anyEmail(), '🔑'.repeat(256)];
    expect((await create({ email, password })).status).toBe(201);
    expect((await login('POST', { authorization: basic(email, password) })).status).toBe(200);
  });

  it.each(['GET', 'POST'])('logs in by %s: the token as a JSON string', async (method) => {
    const { email } = await Person.arrive(system());
    const answer = await login(method, {
      authorization: basic(` ${email.toUpperCase()} `, PASSWORD),
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(answer.text).toMatch(/^"eyJ[\w-]+\.[\w-]+\.[\w-]+"$/);
    const [, payload] = answer.body.split('.');
    const claims = JSON.parse(Buffer.from(payload!, 'base64url').toString()) as object;
    // Where other processes verify it, a token carries a signature of auth.
    expect(claims).toEqual({
      ...('sig' in claims && { sig: expect.stringMatching(/^[\w-]{43}\.[\w-]{86}$/) as string }),
      unique_id: expect.any(String) as string,
      sid: expect.any(String) as string,
      chain: expect.any(String) as string,
      iat: expect.any(Number) as number,
      exp: expect.any(Number) as number,
    });
  });

  it('answers a wrong password, an unknown email and a malformed header alike', async () => {
    const { email } = await Person.arrive(system());
    const answers = [
      await login('POST', { authorization: basic(email, 'wrong-password') }),
      await login('POST', { authorization: basic(anyEmail(), 'password') }),
      await login('POST', { authorization: `Basic ${Buffer.from('no colon').toString('base64')}` }),
      await login('POST', { authorization: basic(`${email}\0`, PASSWORD) }),
      await login('POST', { authorization: 'Basic !!!' }),
      await login('POST', { authorization: 'Bearer x' }),
      await login('POST', {}),
    ];
    const [first, ...others] = answers.map(({ body }) => {
      const { request_id, ...rest } = body as unknown as Record<string, unknown>;
      expect(request_id).toEqual(expect.any(String));
      return rest;
    });
    answers.forEach((answer) => expectProblem(answer, 'invalid_credentials'));
    others.forEach((other) => expect(other).toEqual(first));
  });

  it('never shows a hash, not even to its owner', async () => {
    const person = await Person.arrive(system());
    const answer = await person.auth('GET', 'users/get');
    expect(Object.keys(answer.body as object).sort()).toEqual(['email', 'id', 'unique_id']);
  });
}
