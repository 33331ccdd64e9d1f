import { makeAccessToken } from '../support/access-token.js';
import { anyEmail, send } from '../support/client.js';
import { PASSWORD, Person } from '../support/person.js';
import type { System } from '../support/topology.js';
import { expectProblem } from './expect-problem.js';

interface Account {
  unique_id: string;
  email: string;
  email_verified: boolean;
  name: string | null;
  locale: string | null;
  time_zone: string | null;
  has_password: boolean;
  created_at: string;
}

interface Entry {
  action: string;
  actor: string;
}

const UNKNOWN_LINK = 'x'.repeat(43);

/** What people say of themselves, and the routes of emails, whose mails test/mail reads. */
export function describeProfile(system: System): void {
  const v2 = <Body = object>(method: string, path: string, json?: unknown, token?: string) =>
    send<Body>(method, `${system().authUrl}/api/v2/${path}`, { json, ...(token && { token }) });
  const read = async ({ token }: Person) =>
    (await v2<Account>('GET', 'account', undefined, token)).body;
  const change = ({ token }: Person, json: unknown) => v2<Account>('PATCH', 'account', json, token);

  it('is empty at first', async () => {
    const person = await Person.arrive(system());
    const account = await read(person);
    const { unique_id } = (await person.auth<{ unique_id: string }>('GET', 'users/get')).body;
    expect(account).toEqual({
      ...{ unique_id, email: person.email, email_verified: false, has_password: true },
      ...{ name: null, locale: null, time_zone: null },
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
    });
    expect(Math.abs(Date.parse(account.created_at) - Date.now())).toBeLessThan(60_000);
  });

  it('is changed in what is given, and cleared by null', async () => {
    const [person, other] = [await Person.arrive(system()), await Person.arrive(system())];
    const all = { name: 'Ada 🦉', locale: 'de-AT', time_zone: 'Europe/Vienna' };
    const { status, body } = await change(person, { ...all, name: ` ${all.name} ` });
    expect(status).toBe(200);
    expect(body).toMatchObject(all);
    expect(await read(person)).toEqual(body);
    expect((await change(person, { locale: null })).body).toEqual({ ...body, locale: null });
    expect((await change(person, {})).body).toEqual({ ...body, locale: null });
    expect(await read(other)).toMatchObject({ name: null, locale: null, time_zone: null });
  });

  it('is in the audit of its user, once for each change, without what was changed', async () => {
    const person = await Person.arrive(system());
    const entries = async () => {
      const { body } = await v2<{ entries: Entry[] }>(
        'GET',
        'account/audit',
        undefined,
        person.token,
      );
      return body.entries.filter(({ action }) => action === 'profile_changed');
    };
    for (const json of [{}, { name: null }]) await change(person, json);
    expect(await entries()).toEqual([]);
    for (const name of ['Ada', 'Ada', 'Grace']) await change(person, { name });
    const { unique_id: actor } = await read(person);
    const entry = { actor, outcome: 'done', object: null };
    expect(await entries()).toMatchObject([entry, entry]);
    expect(JSON.stringify(await entries())).not.toMatch(/Ada|Grace/);
  });

  it('changes nothing else, whatever a request has', async () => {
    const [person, other] = [await Person.arrive(system()), await Person.arrive(system())];
    const before = await read(person);
    const { unique_id } = await read(other);
    const more = { unique_id, email: anyEmail(), email_verified: true, has_password: false, id: 1 };
    expect((await change(person, { ...more, name: 'Ada' })).body).toEqual({
      ...before,
      name: 'Ada',
    });
    expect(await read(other)).toMatchObject({ unique_id, email: other.email, name: null });
  });

  it.each<[string, unknown]>([
    ['an empty name', { name: ' ' }],
    ['a name of 101', { name: 'x'.repeat(101) }],
    ['a name with NUL', { name: 'a\0b' }],
    ['a name that is a number', { name: 1 }],
    ['a locale with an underscore', { locale: 'de_AT' }],
    ['a locale with a path', { locale: '../de' }],
    ['an empty locale', { locale: '' }],
    ['a time zone with a path', { time_zone: 'Etc/../UTC' }],
    ['a time zone in lower case', { time_zone: 'europe/vienna' }],
    ['an unknown time zone', { time_zone: 'Europe/Nowhere' }],
    ['a time zone of 65', { time_zone: 'E'.padEnd(65, 'x') }],
    ['an offset', { time_zone: '+01:00' }],
    ['a list', []],
    ['text', 'Ada'],
    ['one invalid field beside a valid one', { name: 'Ada', locale: 1 }],
  ])('refuses %s', async (_what, json) => {
    const person = await Person.arrive(system());
    expectProblem(await change(person, json), 'validation_failed');
    expect(await read(person)).toMatchObject({ name: null, locale: null, time_zone: null });
  });

  it('needs a session: no token, an ended one, and an access token are refused', async () => {
    const person = await Person.arrive(system());
    const { token } = await makeAccessToken(system().authUrl, person.token, ['account:read']);
    const ways = [
      (given?: string) => v2('GET', 'account', undefined, given),
      (given?: string) => v2('PATCH', 'account', { name: 'x' }, given),
      (given?: string) =>
        v2('PUT', 'account/email', { email: anyEmail(), password: PASSWORD }, given),
    ];
    for (const ask of ways) {
      expectProblem(await ask(), 'unauthenticated');
      expectProblem(await ask(token), 'session_required');
    }
    await person.auth('POST', 'auth/logout');
    for (const ask of ways) expect((await ask(person.token)).status).toBe(401);
  });

  it('keeps the email until a link in a mail is used, if mails are sent', async () => {
    const person = await Person.arrive(system());
    const json = { email: anyEmail(), password: PASSWORD };
    const asked = [
      await v2('PUT', 'account/email', json, person.token),
      await v2('POST', 'email-confirmations', { email: person.email }),
      await v2('POST', 'email-confirmations', { email: anyEmail() }),
      await v2('POST', 'password-resets', { email: anyEmail() }),
    ];
    const { status } = asked[0]!;
    for (const answer of asked) {
      if (status === 501) expectProblem(answer, 'mails_off');
      else expect(answer).toMatchObject({ status: 202, text: '' });
    }
    expect((await read(person)).email).toBe(person.email);
  });

  it('refuses a change of the email with a wrong password, and links that are none', async () => {
    const person = await Person.arrive(system());
    const put = (json: object) => v2('PUT', 'account/email', json, person.token);
    for (const email of [undefined, '', 'no address', 1]) {
      expectProblem(await put({ email, password: PASSWORD }), 'validation_failed');
    }
    const wrong = await put({ email: anyEmail(), password: 'wrong' });
    expect(['invalid_credentials', 'mails_off']).toContain((wrong.body as { code: string }).code);
    for (const path of ['email-confirmations/complete', 'email-confirmations/undo']) {
      expectProblem(await v2('POST', path, { token: UNKNOWN_LINK }), 'link_invalid');
      expectProblem(await v2('POST', path, { token: 'x' }), 'validation_failed');
      expect((await v2('GET', path)).status).toBe(405);
    }
  });
}
