import { anyEmail, basic, send } from '../support/client.js';
import { PASSWORD } from '../support/person.js';
import { waitFor } from '../support/wait-for.js';
import type { partition, PartitionedSystem } from './partition.js';

const START_LIMIT_MS = 240_000;
const LIMIT_MS = 60_000;

interface KeptMail {
  to: string;
  subject: string;
}

/** Not one that confirms the email, which auth sends. */
const isWelcome = ({ subject }: KeptMail) => subject.startsWith('Welcome');

/** One person's way through all contexts: each call and each event between them crosses once. */
export function describeWalk({ name, start }: ReturnType<typeof partition>): void {
  describe(name, () => {
    let system: PartitionedSystem;
    beforeAll(async () => {
      system = await start();
    }, START_LIMIT_MS);
    afterAll(() => system.dispose(), START_LIMIT_MS);

    const email = anyEmail();
    const headers = { authorization: basic(email, PASSWORD) };
    const users = () => `${system.urlOf('auth')}/api/v1/users`;
    const register = async (person: string) => {
      const json = { email: person, password: PASSWORD };
      expect((await send('POST', `${users()}/create`, { json })).status).toBe(201);
    };
    const mails = async () =>
      (await send<KeptMail[]>('GET', `${system.urlOf('mail')}/dev/mail`)).body;

    /** What each context has of the person. */
    const expectExports = async (token: string) => {
      const exported = async (context: string, path: string) =>
        (await send('GET', `${system.urlOf(context)}/api/v2/${path}/export`, { token })).body;
      expect(await exported('auth', 'account')).toMatchObject({ account: { email } });
      expect(await exported('todo', 'todo')).toMatchObject({ items: [{ title: 'code' }] });
      const { mails: known } = (await exported('mail', 'mails')) as { mails: object[] };
      expect(known[0]).toMatchObject({ sent_at: expect.any(String) as string });
    };

    it('welcomes those who register after the first start of mail', async () => {
      // It may have started before auth, and have no position yet.
      await waitFor(
        async () => {
          await register(anyEmail());
          return (await mails()).some(isWelcome);
        },
        LIMIT_MS,
        () => `a mail: ${system.log()}`,
      );
      await register(email);
      const theirs = async () =>
        (await mails()).filter((mail) => mail.to === email && isWelcome(mail));
      await waitFor(
        async () => (await theirs()).length > 0,
        LIMIT_MS,
        () => `a mail to ${email}`,
      );
      expect(await theirs()).toHaveLength(1);
    });

    it('keeps an item, until its owner leaves', async () => {
      const login = `${system.urlOf('auth')}/api/v1/auth/login`;
      const { body: token } = await send<string>('POST', login, { headers });
      const items = `${system.urlOf('todo')}/api/v1`;
      const json = { title: 'code', status: 'PENDING' };
      expect(await send('POST', `${items}/create`, { token, json })).toMatchObject({ status: 201 });
      expect(await send('GET', `${items}/get/all`, { token })).toMatchObject({ status: 200 });
      await expectExports(token);

      expect((await send('DELETE', `${users()}/delete`, { token, headers })).status).toBe(200);
      await waitFor(
        async () => (await send('GET', `${items}/get/all`, { token })).status === 401,
        LIMIT_MS,
        () => 'the session to end in todo',
      );
    });

    it('stops', async () => {
      expect(new Set(await system.stop())).toEqual(new Set([0]));
    });
  });
}
