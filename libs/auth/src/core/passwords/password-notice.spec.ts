import type { AccountMail } from '../mails/account-mails.js';
import { PublicLinks } from '../mails/public-links.js';
import { PasswordNotice } from './password-notice.js';

const ADA = { id: 7, uniqueId: 'u-7', email: 'ada@example.com' };
const CLIENT = { network: '192.0.2.1', address: '192.0.2.1', hasDisconnected: () => false };

async function notify(isOn: boolean, origin: string | undefined): Promise<AccountMail[]> {
  const sent: AccountMail[] = [];
  const mails = { isOn, send: async (mail: AccountMail) => void sent.push(mail) };
  const clock = { now: () => new Date(0) };
  await new PasswordNotice(mails, new PublicLinks(() => origin), clock).send(ADA, CLIENT);
  return sent;
}

describe('the mail about another password', () => {
  it('tells when and from where, and how to get a new one', async () => {
    const resetLink = 'https://todo.example.com/forgot-password';
    const data = { at: '1970-01-01T00:00:00.000Z', device: '–', address: '192.0.2.1', resetLink };
    expect(await notify(true, 'https://todo.example.com')).toEqual([
      { template: 'password-changed', to: ADA.email, userId: 7, uniqueId: 'u-7', data },
    ]);
  });

  it('needs no public address where no mails are sent', async () => {
    expect(await notify(false, undefined)).toEqual([]);
  });
});
