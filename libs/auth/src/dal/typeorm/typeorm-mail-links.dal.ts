import type { DataSource } from 'typeorm';
import { StatementRunner } from '#glue/db';
import type { LinkPurpose, MailLink, MailLinksDal } from '../../core/ports/mail-links.dal.js';
import {
  ADD_LINK,
  CONSUME_LINKS,
  FIND_LINK,
  REMOVE_LINKS,
  REMOVE_UNDO_LINKS,
  SWEEP_LINKS,
} from './mail-link.statements.js';

const SWEPT_AT_ONCE = 500;

export class TypeormMailLinksDal implements MailLinksDal {
  private readonly statements: StatementRunner;

  constructor(dataSource: DataSource) {
    this.statements = new StatementRunner(dataSource);
  }

  async add({ tokenHash, purpose, userId, expiresAt, email }: MailLink): Promise<boolean> {
    const values = [tokenHash, purpose, userId, expiresAt, email ?? null];
    return (await this.statements.run(ADD_LINK, values)).length === 1;
  }

  async find(purposes: readonly LinkPurpose[], tokenHash: string): Promise<MailLink | undefined> {
    const [row] = await this.statements.run(FIND_LINK, [tokenHash, purposes]);
    if (!row) return undefined;
    const { email, ...link } = row;
    return email === null ? link : { ...link, email };
  }

  async consume({ tokenHash, purpose, userId, expiresAt }: MailLink): Promise<boolean> {
    const consumed = await this.statements.run(CONSUME_LINKS, [userId, purpose, expiresAt]);
    return consumed.some((each) => each.tokenHash === tokenHash);
  }

  async removeOf(userId: number): Promise<void> {
    await this.statements.run(REMOVE_LINKS, [userId]);
  }

  async removeUndo(userId: number, email: string, now: Date): Promise<boolean> {
    return (await this.statements.run(REMOVE_UNDO_LINKS, [userId, email, now])).length > 0;
  }

  async sweep(now: Date): Promise<boolean> {
    const swept = await this.statements.run(SWEEP_LINKS, [now, SWEPT_AT_ONCE]);
    return swept.length === SWEPT_AT_ONCE;
  }
}
