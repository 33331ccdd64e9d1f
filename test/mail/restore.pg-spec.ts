import { reply } from '../../libs/mail/src/mail-server.suite.js';
import { send } from '../support/client.js';
import { dump } from '../support/dump.js';
import { runTool } from '../support/reconcile.js';
import { MailSystem } from './mail-system.js';

const LONG_MS = 120_000;

let system: MailSystem;
beforeAll(async () => {
  system = await MailSystem.start({ sends: false });
}, LONG_MS);
afterAll(() => system.dispose());

const acceptMails = () => (system.server.admit = () => undefined);
const dumpMail = () => dump(system.database('mail'));
const counts = (...emails: string[]) => emails.map((email) => system.mailsTo(email).length);

/** What docs/mail.md says of a restore. */
describe('mail, restored from a backup', () => {
  afterEach(acceptMails);

  /** The mails of users that are in the queue, or are parked. */
  const stored = (...emails: string[]) =>
    system.query<{ to: string; isParked: boolean }>(
      'mail',
      `SELECT body->>'to' AS to, parked_at IS NOT NULL AS "isParked" FROM mail.outbox
       WHERE body->>'to' = ANY($1)`,
      [emails],
    );
  /** Registers a user whose mail the server does not accept yet. @returns their email */
  async function queue(): Promise<string> {
    system.server.admit = () => {
      throw reply(421);
    };
    const email = await system.register();
    await system.until('a queued mail', async () => (await stored(email)).length === 1);
    return email;
  }

  it.each<[string, ('auth' | 'mail')[]]>([
    ['', ['mail']],
    [', also if auth is killed', ['mail', 'auth']],
  ])(
    `welcomes no user again, but those who register while it is down%s`,
    async (_also, killed) => {
      const before = await system.welcome();
      await system.untilIdle();
      const backup = await dumpMail();
      const after = [await system.welcome(), await system.welcome()];
      await system.untilTold();
      await system.app('mail').kill();
      const meanwhile = await system.register();
      await system.restore('mail', backup, killed);
      await system.arrival(meanwhile);
      const next = await system.welcome();
      await system.untilIdle();
      expect(counts(before, ...after, meanwhile, next)).toEqual([1, 1, 1, 1, 1]);
      expect(system.app('mail').log).toMatch(/continues after event \d+, not \d+/);
    },
    LONG_MS,
  );

  it(
    'sends again what was queued in the backup, unless it has expired',
    async () => {
      const [waiting, expired] = [await queue(), await queue()];
      const backup = await dumpMail();
      acceptMails();
      for (const email of [waiting, expired]) await system.arrival(email);
      await system.untilTold();
      await system.restore('mail', backup, ['mail'], async () => {
        const sql = `UPDATE mail.outbox SET expires_at = now() WHERE body->>'to' = $1`;
        await system.query('mail', sql, [expired]);
      });
      await system.arrival(waiting, 2);
      await system.untilIdle();
      expect(counts(waiting, expired)).toEqual([2, 1]);
      const [first, second] = system.mailsTo(waiting);
      expect(second!.messageId).toBe(first!.messageId);
    },
    LONG_MS,
  );

  it(
    'has lost what was queued after the backup',
    async () => {
      const backup = await dumpMail();
      const lost = await queue();
      await system.untilTold();
      await system.restore('mail', backup);
      acceptMails();
      const next = await system.welcome();
      await system.untilIdle();
      expect(counts(lost, next)).toEqual([0, 1]);
    },
    LONG_MS,
  );

  it(
    'sends nothing to users who were deleted since the backup, whose parked mails stay',
    async () => {
      const left = await queue();
      const refused = await system.register();
      system.server.admit = (address) => {
        throw reply(address === refused ? 550 : 421);
      };
      await system.until(
        'a parked mail',
        async () => (await stored(refused))[0]?.isParked === true,
      );
      const backup = await dumpMail();
      for (const email of [left, refused]) await system.deleteUser(email);
      await system.until(
        'the mails to be forgotten',
        async () => (await stored(left, refused)).length === 0,
      );
      await system.untilTold();
      await system.restore('mail', backup);
      acceptMails();
      const next = await system.welcome();
      await system.untilIdle();
      expect(counts(left, refused, next)).toEqual([0, 0, 1]);
      expect(await stored(left, refused)).toEqual([{ to: refused, isParked: true }]);
    },
    LONG_MS,
  );
});

describe('auth, restored from a backup that is older than the position of mail', () => {
  it(
    'makes mail wait, until an operator lets it go on, and no user is welcomed twice',
    async () => {
      const before = await system.welcome();
      const backup = await dump(system.database('auth'));
      const lost = await system.welcome();
      await system.app('mail').kill();
      await system.restore('auth', backup);
      const meanwhile = await system.register();
      await system.startApp('mail');
      const note = async () => {
        const { body } = await send<Ready>('GET', `${system.app('mail').url}/readyz`);
        return body.checks['mail_events'] ?? '';
      };
      const command = 'npm run events -- replay mail:auth:users --from end';
      await system.until('a note with the command', async () => (await note()).includes(command));
      expect(await note()).toMatch(/^auth does not have the event/);
      expect(system.app('mail').log).toContain(command);

      const moved = await runTool(system, ...toolOf(command), '--yes');
      expect(moved).toMatchObject({ code: 0 });
      await system.until('mail to go on', async () => (await note()) === 'ok');
      const next = await system.welcome();
      await system.untilIdle();
      expect(counts(before, lost, meanwhile, next)).toEqual([1, 1, 0, 1]);
    },
    LONG_MS,
  );
});

interface Ready {
  checks: Record<string, string>;
}

/** @param command such as `npm run events -- list` */
function toolOf(command: string): [tool: string, ...args: string[]] {
  const [tool, , ...args] = command.split(' ').slice(2);
  return [tool!, ...args];
}
