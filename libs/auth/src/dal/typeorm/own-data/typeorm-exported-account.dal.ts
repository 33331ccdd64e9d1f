import type { DataSource } from 'typeorm';
import { statement, StatementRunner } from '#glue/db';
import {
  type ExportedAccount,
  ExportedAccountDal,
} from '../../../core/ports/own-data/exported-account.dal.js';

type RowOf<Part extends 'links' | 'reservedEmails' | 'knownAddresses'> =
  ExportedAccount[Part][number];

/** $1 user id, as in all of them. */
const FIND = statement<Pick<ExportedAccount, 'role' | 'disabledAt'>>(
  'auth.export-account',
  'SELECT role, disabled_at AS "disabledAt" FROM auth.users WHERE id = $1',
);
const LINKS = statement<RowOf<'links'>>(
  'auth.export-links',
  `SELECT purpose, email, expires_at AS "expiresAt" FROM auth.mail_links
   WHERE user_id = $1 ORDER BY expires_at`,
);
const RESERVED = statement<RowOf<'reservedEmails'>>(
  'auth.export-reserved-emails',
  'SELECT email, until FROM auth.reserved_emails WHERE user_id = $1 ORDER BY until',
);
const KNOWN = statement<RowOf<'knownAddresses'>>(
  'auth.export-known-addresses',
  `SELECT last_login_at AS "lastLoginAt" FROM auth.known_addresses
   WHERE user_id = $1 ORDER BY last_login_at`,
);

export class TypeormExportedAccountDal extends ExportedAccountDal {
  private readonly statements: StatementRunner;

  constructor(source: DataSource) {
    super();
    this.statements = new StatementRunner(source);
  }

  override async find(userId: number): Promise<ExportedAccount | undefined> {
    const [user] = await this.statements.run(FIND, [userId]);
    if (!user) return undefined;
    return {
      ...user,
      links: await this.statements.run(LINKS, [userId]),
      reservedEmails: await this.statements.run(RESERVED, [userId]),
      knownAddresses: await this.statements.run(KNOWN, [userId]),
    };
  }
}
