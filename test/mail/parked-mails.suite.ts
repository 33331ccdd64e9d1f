import { MailServer, reply } from '../../libs/mail/src/mail-server.suite.js';
import { AppProcess } from '../support/app-process.js';
import { Canaries } from '../support/canaries.js';
import { send } from '../support/client.js';
import { PASSWORD } from '../support/person.js';
import { runTool } from '../support/reconcile.js';
import { waitFor } from '../support/wait-for.js';
import type { Folder } from '../topologies/folder.js';
import { openFolderFor, type Storage } from '../topologies/storage.js';

const LIMIT_MS = 60_000;

/** `npm run outbox` beside a process whose mail server refuses mails. */
export function describeParkedMails(where: string, openStorage: () => Promise<Storage>): void {
  describe(`npm run outbox, ${where}`, () => {
    const canaries = new Canaries();
    let folder: Folder;
    let storage: Storage;
    let server: MailServer;
    let env: NodeJS.ProcessEnv;
    let app: AppProcess;
    let output = '';
    beforeAll(async () => {
      [storage, server] = [await openStorage(), await MailServer.start()];
      folder = await openFolderFor(storage);
      env = {
        ...storage.env,
        MAIL_URL: `smtp://127.0.0.1:${server.port}?tls=never`,
        MAIL_FROM: 'no-reply@example.com',
      };
      app = await AppProcess.start('monolith', folder.path, env);
      await waitFor(
        async () => {
          await register();
          return server.received.length > 0;
        },
        LIMIT_MS,
        () => 'the first mail',
      );
    }, 60_000);
    afterAll(async () => {
      await app.stop();
      await server.close();
      await storage.remove();
      await folder.remove();
    });

    async function register(): Promise<string> {
      const email = `${canaries.next()}@example.com`;
      const json = { email, password: PASSWORD };
      const created = await send('POST', `${app.url}/api/v1/users/create`, { json });
      expect(created.status).toBe(201);
      return email;
    }
    const outbox = async (...args: string[]) => {
      const run = await runTool({ folder: folder.path, env }, 'outbox', ...args);
      output += run.output;
      return run;
    };
    const mailsTo = (email: string) =>
      server.received.filter(({ to, source }) => to === email && /^Subject: Welcome/m.test(source))
        .length;
    const untilSent = (email: string) =>
      waitFor(
        () => mailsTo(email) > 0,
        LIMIT_MS,
        () => `a mail to ${email}: ${app.log.slice(-2_000)}`,
      );
    const untilListed = async (pattern: RegExp) => {
      let listed = await outbox('list');
      await waitFor(
        async () =>
          pattern.test(listed.output) || pattern.test((listed = await outbox('list')).output),
        LIMIT_MS,
        () => `the list to be like ${pattern}, and not ${listed.output}`,
      );
      return listed;
    };
    /**
     * Registers users whose mails are refused: a welcome, and one that confirms the email.
     *
     * @returns their addresses, and the ids of the former in the queue
     */
    const refused = async (count: number) => {
      server.admit = (address) => {
        throw reply(550, `no such user here: ${address}`);
      };
      const emails: string[] = [];
      for (let i = 0; i < count; i++) emails.push(await register());
      const { output: list, code } = await untilListed(
        new RegExp(`^mail: 0 waiting, ${2 * count} parked$`, 'm'),
      );
      expect(code).toBe(4);
      const line =
        /^ {2}parked (\d+) \(mail\.welcome\) since \d{4}-[\d-]+T[\d:.]+Z: smtp_550, 1 try$/gm;
      const ids = [...list.matchAll(line)].map(([, id]) => id!);
      expect(ids).toHaveLength(count);
      server.admit = () => undefined;
      return { emails, ids };
    };

    it('lists the contexts with an outbox', async () => {
      const { output: list, code } = await untilListed(
        /^auth: nothing waits[^]*^mail: nothing waits/m,
      );
      const lines = ['auth', 'mail', 'todo'].map(
        (name) => `${name}: nothing waits, nothing is parked\n`,
      );
      expect(list.match(/.*\n/g)!.sort()).toEqual(lines);
      expect(code).toBe(0);
    });

    it('sends a mail again that was refused, and no other', async () => {
      const { emails, ids } = await refused(2);
      expect(await outbox('retry', 'mail', ids[1]!)).toEqual({
        code: 0,
        output: `mail: command ${ids[1]} is queued again.\n`,
      });
      await untilSent(emails[1]!);
      expect(mailsTo(emails[0]!)).toBe(0);
      await outbox('retry', 'mail', 'mail');
      await untilSent(emails[0]!);
      await untilListed(/^mail: nothing waits, nothing is parked$/m);
      expect(emails.map(mailsTo)).toEqual([1, 1]);
    });

    it('drops a mail', async () => {
      const { emails, ids } = await refused(2);
      expect(await outbox('drop', 'mail', ids[0]!)).toEqual({
        code: 0,
        output: `mail: command ${ids[0]} is dropped.\n`,
      });
      const retried = await outbox('retry', 'mail');
      expect(retried.output).toContain(`mail: command ${ids[1]} is queued again.\n`);
      expect(retried.output).not.toContain(`command ${ids[0]} `);
      await untilSent(emails[1]!);
      expect(mailsTo(emails[0]!)).toBe(0);
    });

    it.each([
      [['retry', 'mail', '7000'], 'mail has no parked command 7000.'],
      [['drop', 'mail', '7000'], 'mail has no parked command 7000.'],
      [['retry', 'mail', 'stock'], 'mail has no parked commands to stock.'],
      [['retry', 'todo', '7000'], 'todo has no parked command 7000.'],
      [['list', 'garden'], 'No context here has a tool "outbox" for this.'],
    ])('explains in one line what is wrong: %s', async (args, message) => {
      expect(await outbox(...args)).toEqual({ code: 1, output: `${message}\n` });
    });

    it('explains itself', async () => {
      const { code, output: help } = await outbox('--help');
      expect(help).toMatch(/^usage: npm run outbox -- list \[<context>\], [^]*\nretry +queues /);
      expect(code).toBe(0);
    });

    it('shows no address', () => {
      expect(canaries.given).toBeGreaterThan(4);
      expect(canaries.foundIn(output)).toEqual([]);
    });
  });
}
