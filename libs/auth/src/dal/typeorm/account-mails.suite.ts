import { anySealer } from '../../../../../test/support/data-keys.js';
import { DatabaseOutbox, openDataSource } from '#glue/db';
import { mailContract } from '#mail-kernel';
import { Outbox } from '#seam';
import type { AccountMail } from '../../core/mails/account-mails.js';
import { OutboxAccountMails } from './outbox-account-mails.js';

/**
 * Code of auth beside its processes, on the same database: what it puts into the outbox they send.
 *
 * @param url of auth's database
 */
export async function openAccountMails(url: string) {
  const source = await openDataSource({
    context: 'auth',
    url,
    urlVariable: 'AUTH_DB_URL',
    schemaVariable: 'AUTH_DB_SCHEMA',
    maxConnections: 2,
    dataDir: '',
    migrations: [],
  });
  const sealer = anySealer('auth'); // for mails without secrets

  const outbox = new Outbox('auth', new DatabaseOutbox(source, 'auth'), [mailContract], { sealer });
  const mails = new OutboxAccountMails(source, outbox);
  return {
    /** Sends a mail with a change, which fails if `fails` says so. */
    send: (mail: AccountMail, fails = false) =>
      source.transaction(async (manager) => {
        await manager.query('UPDATE auth.users SET email = email WHERE id = $1', [mail.userId]);
        await mails.send(mail);
        if (fails) throw new Error('the change fails');
      }),
    close: () => source.destroy(),
  };
}

/** The notice of a changed password. */
export function passwordChanged(user: { id: number; email: string; uniqueId: string }) {
  return {
    template: 'password-changed',
    to: user.email,
    userId: user.id,
    uniqueId: user.uniqueId,
    locale: 'de',
    data: {
      at: '2026-11-28T03:05:00.000Z',
      device: 'Firefox on Linux',
      address: '192.0.2.7',
      resetLink: 'https://todo.example.com/reset-password',
    },
  };
}
