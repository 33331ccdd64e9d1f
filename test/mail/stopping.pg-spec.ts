import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { waitFor } from '../support/wait-for.js';
import { MailSystem } from './mail-system.js';

/** A stopping process waits 2 s for mails that are being sent. */
const WITHIN_MS = 300;
const LIMIT_MS = 30_000;

describe('mail, stopped by SIGTERM while the mail server has a mail', () => {
  let system: MailSystem;
  beforeAll(async () => {
    system = await MailSystem.start({ sends: false });
  }, 120_000);
  afterAll(() => system.dispose());

  /** @param answer what the server waits for, before it accepts the mail */
  async function stopWith(answer: (stopping: () => Promise<void>) => Promise<unknown>) {
    const { server } = system;
    const mail = system.app('mail');
    let hasMail = false;
    const stopping = () =>
      waitFor(
        () => mail.log.includes('stopping: '),
        LIMIT_MS,
        () => 'mail to stop',
      );
    server.treat = async () => {
      hasMail = true;
      await answer(stopping);
    };
    const email = await system.register();
    await system.until('the server to have the mail', async () => hasMail);
    return { email, code: await mail.stop() };
  }
  const unnoted = () => system.query('mail', 'SELECT FROM mail.mails WHERE sent_at IS NULL');

  it('notes it if the server accepts it within 2 s, and does not repeat it', async () => {
    const { email, code } = await stopWith(async (stopping) => {
      await stopping();
      await delay(WITHIN_MS);
    });
    expect(code).toBe(0);
    expect(await unnoted()).toHaveLength(0);
    await system.startApp('mail');
    await system.untilIdle();
    expect(system.mailsTo(email)).toHaveLength(1);
  }, 60_000);

  it('repeats it once, with its Message-ID, if the server takes longer', async () => {
    const accept = new EventTarget();
    const { email, code } = await stopWith(() => once(accept, 'now'));
    expect(code).toBe(0);
    system.server.treat = () => undefined;
    accept.dispatchEvent(new Event('now'));
    await system.arrival(email);
    expect(await unnoted()).toHaveLength(1);
    await system.startApp('mail');
    await system.arrival(email, 2);
    await system.untilIdle();
    const [first, second, ...others] = system.mailsTo(email);
    expect(others).toEqual([]);
    expect(second!.messageId).toBe(first!.messageId);
  }, 60_000);
});
