import { Secret, TOTP } from 'otpauth';
import { reply } from '../../libs/mail/src/mail-server.suite.js';
import { administer } from '../support/administer.js';
import { anyEmail } from '../support/client.js';
import { dump } from '../support/dump.js';
import { PASSWORD } from '../support/person.js';
import { acceptedOf, SECRET_REQUESTS, wordsOf } from './dumped-words.js';
import { type Mailed, MailedAccounts } from './mailed-accounts.js';
import { MailSystem } from './mail-system.js';

const LIMIT_MS = 240_000;
const WAITING = ['email-confirm', 'email-changed', 'password-reset', 'invitation'];

/** auth and mail as two processes, and a thief who copies both databases. */
describe('a dump in mid-flight', () => {
  let system: MailSystem;
  const people = new MailedAccounts(() => system);
  beforeAll(async () => {
    system = await MailSystem.start();
  }, LIMIT_MS);
  afterAll(() => system.dispose(), LIMIT_MS);

  const dumps = async () =>
    `${await dump(system.database('auth'))}${await dump(system.database('mail'))}`;

  /** A user with an app, who has given the password at a login, and its code nowhere. */
  async function loggingIn() {
    const { email, token } = await people.newUser();
    const { secret } = (
      await people.v2<{ secret: string }>('POST', 'account/totp', undefined, token)
    ).body;
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate();
    const path = 'account/totp/confirm';
    const confirmed = await people.v2<{ recovery_codes: string[] }>('POST', path, { code }, token);
    const json = { email, password: PASSWORD };
    const login = await people.v2<{ challenge: string }>('POST', 'account/sessions', json);
    const script = await people.script(token);
    const { challenge } = login.body;
    return { token, script, challenge, secret, codes: confirmed.body.recovery_codes };
  }

  /** The token of the link of an invitation, by an administrator. */
  async function invite(email: string): Promise<string> {
    const ada = await people.newUser();
    const { code, output } = await administer(system, 'grant', ada.email);
    if (code !== 0) throw new Error(output);
    const { body: token } = await people.logIn(ada.email);
    const path = 'admin/invitations';
    const { link } = (await people.v2<{ link: string }>('POST', path, { email }, token)).body;
    return /#token=([\w-]{43})$/.exec(link)![1]!;
  }

  /** Makes mails wait in mail, after they have waited in auth; resolves to what dumps tell meanwhile. */
  async function dumpsWhileWaiting(): Promise<string[]> {
    const told = [await dumps()];
    system.server.admit = () => {
      throw reply(421, 'try later');
    };
    await system.startApp('mail');
    const sql = 'SELECT DISTINCT call FROM mail.outbox WHERE code IS NOT NULL AND call = ANY ($1)';
    await system.until('all mails to wait', async () => {
      const waiting = await system.query('mail', sql, [WAITING]);
      return waiting.length === WAITING.length;
    });
    told.push(await dumps());
    system.server.admit = () => undefined;
    return told;
  }

  it(
    'has no secret in any column, and no word of it is accepted',
    async () => {
      const [changing, forgetful] = [await people.proven(), await people.proven()];
      const { codes, secret, ...guarded } = await loggingIn();
      const next = anyEmail();
      await people.requestChange(changing, next);
      const change = await people.tokenTo(next, 'confirm-email');
      await people.untilSent();
      await system.app('mail').kill();

      await people.complete(change, {}, changing.token);
      await people.v2('POST', 'password-resets', { email: forgetful.email });
      const arriving: Mailed = await people.newUser();
      const invited = anyEmail();
      const invitation = await invite(invited);
      const told = await dumpsWhileWaiting();

      const mailed = [
        await people.tokenTo(changing.email, 'undo-email-change'),
        await people.tokenTo(forgetful.email, 'reset-password'),
        await people.tokenTo(arriving.email, 'confirm-email'),
      ];
      told.push(await dumps());
      const seed = Buffer.from(Secret.fromBase32(secret).bytes);
      const forms = [secret, seed.toString('hex'), seed.toString('base64'), ...codes];
      const secrets = [...mailed, invitation, change, ...Object.values(guarded)];
      for (const text of told) {
        expect(text).toContain(arriving.email);
        for (const each of [...secrets, ...forms]) expect(text).not.toContain(each);
      }
      const place = { url: system.authUrl, invited };
      const words = [...new Set(told.flatMap(wordsOf))];
      expect(words.length).toBeGreaterThan(50);
      expect(await acceptedOf(place, words)).toEqual([]);
      // Each request accepts its secret: otherwise the line above has proven nothing.
      const known = await acceptedOf(place, [...mailed, invitation, ...Object.values(guarded)]);
      expect(new Set(known)).toEqual(new Set(SECRET_REQUESTS.map(({ what }) => what)));
    },
    LIMIT_MS,
  );
});
