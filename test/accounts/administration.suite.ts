import { administer } from '../support/administer.js';
import { makeAccessToken } from '../support/access-token.js';
import { anyEmail, send } from '../support/client.js';
import { PASSWORD, Person } from '../support/person.js';
import { SecondFactors } from '../support/second-factors.js';
import type { RunningSystem, Topology } from '../support/topology.js';
import { waitFor } from '../support/wait-for.js';
import { expectProblem } from '../e2e/expect-problem.js';

interface User {
  unique_id: string;
  email: string;
  role: string;
  disabled_at: string | null;
}

interface Page {
  users: User[];
  next_cursor: string | null;
}

/** A mail that a process of development has kept. */
interface KeptMail {
  to: string;
  html: string;
}

interface Entry {
  action: string;
  actor: string;
  outcome: string;
  address: string | null;
  object: string | null;
}

/** A change is known everywhere within a second; the rest is for slow machines. */
const KNOWN_WITHIN_MS = 3_000;
const LIMIT_MS = 60_000;

/** What an administrator does over HTTP, and an operator at a terminal beside the running processes. */
export function describeAdministering(topology: Topology): void {
  describe(`administration: ${topology.name}`, () => {
    let system: RunningSystem;
    let ada: Person;
    /** The token of a link that was shown. */
    let invitation: string;
    beforeAll(async () => {
      system = await topology.start();
      ada = await Person.arrive(system);
      expect(await operate('grant', ada.email)).toMatchObject({ code: 0 });
      ada = await Person.known(system, ada.email);
    }, LIMIT_MS);
    afterAll(() => system.dispose(), LIMIT_MS);

    const operate = (...args: string[]) => administer(system, ...args);
    const admin = <Body = object>(method: string, path: string, json?: unknown) =>
      send<Body>(method, `${system.authUrl}/api/v2/admin/${path}`, { token: ada.token, json });
    const idOf = async (person: Person) =>
      (await person.auth<{ unique_id: string }>('GET', 'users/get')).body.unique_id;
    const session = (token: string) =>
      send('GET', `${system.authUrl}/api/v1/auth/session`, { token });
    const securityEvents = (): object[] =>
      system
        .log()
        .split('\n')
        .filter((line) => line.startsWith('{') && line.includes('"security"'))
        .map((line) => JSON.parse(line) as object);
    const untilRefused = (token: string) =>
      waitFor(
        async () => {
          const items = await send('GET', `${system.todoUrl}/api/v1/get/all`, { token });
          return items.status === 401 && (await session(token)).status === 401;
        },
        KNOWN_WITHIN_MS,
        () => 'both to refuse the token',
      );
    const complete = <Body>(json: object) =>
      send<Body>('POST', `${system.authUrl}/api/v2/account/sessions`, { json });
    const logIn = <Body>(email: string, password: string) => complete<Body>({ email, password });
    /** Where the process has mail, which keeps mails in development. */
    const untilMailOfReset = async (email: string) => {
      const mails = () => send<KeptMail[]>('GET', `${system.authUrl}/dev/mail`);
      if ((await mails()).status === 404) return;
      const hasMail = async () =>
        (await mails()).body.some(
          ({ to, html }) => to === email && html.includes('An administrator has removed'),
        );
      await waitFor(hasMail, LIMIT_MS / 2, () => 'the mail about the reset');
    };

    it('lists users page by page, and finds them by email and by public id', async () => {
      const people = [await Person.arrive(system), await Person.arrive(system)];
      const listed: User[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const path: string = `users?limit=2${cursor && `&cursor=${cursor}`}`;
        const page: Page = (await admin<Page>('GET', path)).body;
        listed.push(...page.users);
        cursor = page.next_cursor;
      }
      const emails = listed.map(({ email }) => email);
      expect(emails).toEqual(expect.arrayContaining([ada, ...people].map(({ email }) => email)));
      expect(new Set(emails).size).toBe(emails.length);
      const [bob] = people as [Person];
      const id = await idOf(bob);
      for (const search of [bob.email, bob.email.slice(0, -3).toUpperCase(), id]) {
        const { body } = await admin<Page>('GET', `users?search=${encodeURIComponent(search)}`);
        expect(body.users).toContainEqual(expect.objectContaining({ unique_id: id, role: 'user' }));
      }
      expect((await admin<User>('GET', `users/${id}`)).body.email).toBe(bob.email);
    });

    it('prints the audit of a user as JSON lines at the terminal, as the route lists it', async () => {
      const bob = await Person.arrive(system);
      const id = await idOf(bob);
      const { body } = await admin<{ entries: Entry[] }>('GET', `users/${id}/audit`);
      const actions = body.entries.map(({ action }) => action);
      expect(actions).toEqual(expect.arrayContaining(['login', 'registered']));
      for (const name of [bob.email, id]) {
        const { code, output } = await operate('audit', name);
        const lines = output.trimEnd().split('\n');
        expect([code, lines.map((line) => JSON.parse(line) as Entry)]).toEqual([0, body.entries]);
      }
      expect((await operate('audit', 'unknown@example.com')).code).toBe(1);
    });

    it.each(['users?limit=0', 'users?limit=101', 'users?cursor=x', 'users?search=a&cursor=AA'])(
      'refuses %s',
      async (path) => expectProblem(await admin('GET', path), 'validation_failed'),
    );

    it('disables a user: nothing is accepted, until the user is enabled', async () => {
      const bob = await Person.arrive(system);
      const [id, made] = [
        await idOf(bob),
        await makeAccessToken(system.authUrl, bob.token, ['account:read']),
      ];
      expect((await admin('POST', `users/${id}/disable`)).status).toBe(204);
      await untilRefused(bob.token);
      await untilRefused(made.token);
      const [right, wrong] = [
        await logIn(bob.email, PASSWORD),
        await logIn(bob.email, 'wrong-pass'),
      ];
      for (const answer of [right, wrong]) expectProblem(answer, 'invalid_credentials');
      const { body } = await admin<User>('GET', `users/${id}`);
      expect(body.disabled_at).toMatch(/^\d{4}-/);
      const event = { event: 'user_disabled', user: id, actor: await idOf(ada) };
      expect(securityEvents()).toContainEqual(expect.objectContaining(event));
      expect((await admin('POST', `users/${id}/enable`)).status).toBe(204);
      expect((await logIn(bob.email, PASSWORD)).status).toBe(201);
      expectProblem(await session(bob.token), 'session_ended');
      await waitFor(
        async () => (await session(made.token)).status === 200,
        KNOWN_WITHIN_MS,
        () => 'the access token to be accepted again',
      );
    });

    it('ends the sessions of a user, who may log in again', async () => {
      const bob = await Person.arrive(system);
      const id = await idOf(bob);
      expect((await admin('DELETE', `users/${id}/sessions`)).status).toBe(204);
      await untilRefused(bob.token);
      expect((await logIn(bob.email, PASSWORD)).status).toBe(201);
      const { body } = await admin<{ entries: Entry[] }>('GET', `users/${id}/audit`);
      const entry = body.entries.find(({ action }) => action === 'sessions_ended')!;
      expect(entry).toMatchObject({ actor: await idOf(ada), address: null });
    });

    it('resets the factors of a user: the password is enough then', async () => {
      const bob = await Person.arrive(system);
      const id = await idOf(bob);
      await new SecondFactors(system).setUpApp(bob.token);
      const begun = await logIn<{ challenge: string }>(bob.email, PASSWORD);
      expectProblem(begun, 'second_factor_required');
      expect((await admin('DELETE', `users/${id}/factors`)).status).toBe(204);
      await untilRefused(bob.token);
      const login = await logIn<{ token: string }>(bob.email, PASSWORD);
      expect(login.status).toBe(201);
      const factors = `${system.authUrl}/api/v2/account/factors`;
      expect((await send('GET', factors, { token: login.body.token })).body).toEqual({
        ...{ password: true, totp: false, passkeys: 0, recovery_codes: 0 },
      });
      const { challenge } = begun.body;
      expectProblem(await complete({ challenge, code: '000000' }), 'login_expired');
      const { body } = await admin<{ entries: Entry[] }>('GET', `users/${id}/audit`);
      const entry = body.entries.find(({ action }) => action === 'factors_reset');
      expect(entry).toMatchObject({ actor: await idOf(ada), outcome: 'done', address: null });
      await untilMailOfReset(bob.email);
    });

    it('deletes a user, in todo too', async () => {
      const bob = await Person.arrive(system);
      const id = await idOf(bob);
      await bob.create('code');
      expect((await admin('DELETE', `users/${id}`)).status).toBe(204);
      await untilRefused(bob.token);
      for (const [method, path] of [
        ['GET', ''],
        ['DELETE', ''],
        ['GET', '/audit'],
        ['POST', '/disable'],
        ['POST', '/enable'],
        ['DELETE', '/sessions'],
        ['DELETE', '/factors'],
      ] as const) {
        expectProblem(await admin(method, `users/${id}${path}`), 'user_not_found');
      }
    });

    it('invites an email, which registers once', async () => {
      const [email, other] = [anyEmail(), anyEmail()];
      const { status, body } = await admin<{ link: string }>('POST', 'invitations', { email });
      expect(status).toBe(201);
      invitation = /#token=([\w-]{43})$/.exec(body.link)![1]!;
      const register = (as: string) =>
        send('POST', `${system.authUrl}/api/v1/users/create`, {
          json: { email: as, password: PASSWORD, invitation },
        });
      expectProblem(await register(other), 'invitation_invalid');
      expect((await register(email)).status).toBe(201);
      expectProblem(await register(email), 'invitation_invalid');
      expectProblem(await admin('POST', 'invitations', { email }), 'email_taken');

      const auditOf = async (token: string) =>
        (
          await send<{ entries: Entry[] }>('GET', `${system.authUrl}/api/v2/account/audit`, {
            token,
          })
        ).body.entries;
      const made = (await auditOf(ada.token)).find(({ action }) => action === 'invitation_created');
      const guest = await Person.known(system, email);
      const used = (await auditOf(guest.token)).find(({ action }) => action === 'invitation_used');
      expect(made).toMatchObject({ actor: await idOf(ada), outcome: 'done' });
      expect(used).toMatchObject({ actor: await idOf(guest), object: made!.object });
    });

    it('keeps the last administrator, but for an operator with force', async () => {
      const id = await idOf(ada);
      for (const [method, path] of [
        ['DELETE', ''],
        ['POST', '/disable'],
      ] as const) {
        expectProblem(await admin(method, `users/${id}${path}`), 'last_administrator');
      }
      expectProblem(await ada.deleteAccount(), 'last_administrator');
      const refused = await operate('revoke', ada.email);
      expect(refused.code).toBe(1);
      expect(refused.output).toContain('last_administrator');
      expect((await admin('GET', 'users')).status).toBe(200);
    });

    it('takes a role within a second, and logs no email and no invitation', async () => {
      expect((await operate('list')).output).toContain(`${ada.email} (${await idOf(ada)}): admin`);
      expect(await operate('revoke', ada.email, '--force')).toMatchObject({ code: 0 });
      await waitFor(
        async () => (await admin('GET', 'users')).status === 401,
        KNOWN_WITHIN_MS,
        () => 'the session of the administrator to end',
      );
      ada = await Person.known(system, ada.email);
      expectProblem(await admin('GET', 'users'), 'admin_required');
      expect((await operate('list')).output).toBe('There is no administrator.\n');
      expect((await operate('grant', 'unknown@example.com')).code).toBe(1);
      expect(system.log()).not.toMatch(/@example\.com/);
      expect(system.log()).not.toContain(invitation);
    });
  });

  describe.each(['invited', 'closed'])(`registration is %s: ${topology.name}`, (mode) => {
    let system: RunningSystem;
    beforeAll(async () => {
      system = await topology.start({ REGISTRATION: mode });
    }, LIMIT_MS);
    afterAll(() => system.dispose(), LIMIT_MS);

    const register = (json: object) =>
      send('POST', `${system.authUrl}/api/v1/users/create`, {
        json: { password: PASSWORD, ...json },
      });

    it('refuses who has no invitation, and an operator may invite', async () => {
      const { body } = await send('GET', `${system.authUrl}/api/v2/registration`);
      expect(body).toEqual({ mode });
      const email = anyEmail();
      const refused = mode === 'closed' ? 'registration_closed' : 'invitation_required';
      expectProblem(await register({ email }), refused);
      const { code, output } = await administer(system, 'invite', email);
      expect(code).toBe(mode === 'closed' ? 1 : 0);
      if (mode === 'closed') return expect(output).toContain('registration_closed');
      const invitation = /#token=([\w-]{43})/.exec(output)![1];
      expect((await register({ email, invitation })).status).toBe(201);
    });
  });
}
