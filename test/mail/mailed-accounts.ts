import { MailedPeople } from './mailed-people.js';
import type { MailSystem } from './mail-system.js';

export type { Mailed } from './mailed-people.js';

/** The same, in a system whose databases a test reads. */
export class MailedAccounts extends MailedPeople {
  constructor(protected override readonly system: () => MailSystem) {
    super(system);
  }

  /** How many access tokens a user has. */
  async scriptsOf(email: string): Promise<number> {
    const sql = `SELECT FROM auth.access_tokens
      WHERE user_id = (SELECT id FROM auth.users WHERE email = $1)`;
    return (await this.system().query('auth', sql, [email])).length;
  }

  /** Waits until all mails are sent that were put into an outbox. */
  untilSent(): Promise<void> {
    const waiting = (name: 'auth' | 'mail') =>
      this.system().query(name, `SELECT FROM ${name}.outbox WHERE parked_at IS NULL`);
    return this.system().until(
      'all mails to be sent',
      async () => (await waiting('auth')).length + (await waiting('mail')).length === 0,
    );
  }
}
