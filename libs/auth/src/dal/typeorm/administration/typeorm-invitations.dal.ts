import type { DataSource } from 'typeorm';
import { StatementRunner } from '#glue/db';
import type {
  Invitation,
  InvitationsDal,
} from '../../../core/ports/administration/invitations.dal.js';
import {
  CONSUME_INVITATION,
  FIND_INVITATION,
  LOCK_INVITATION,
  PUT_INVITATION,
  SWEEP_INVITATIONS,
} from './invitation.statements.js';

const SWEPT_AT_ONCE = 500;

export class TypeormInvitationsDal implements InvitationsDal {
  private readonly statements: StatementRunner;

  constructor(dataSource: DataSource) {
    this.statements = new StatementRunner(dataSource);
  }

  put({ email, tokenHash, createdBy, expiresAt }: Invitation): Promise<Invitation | undefined> {
    return this.statements.transaction('an invitation', async () => {
      const [earlier] = await this.statements.run(LOCK_INVITATION, [email]);
      await this.statements.run(PUT_INVITATION, [email, tokenHash, createdBy, expiresAt]);
      return earlier;
    });
  }

  async find(tokenHash: string): Promise<Invitation | undefined> {
    return (await this.statements.run(FIND_INVITATION, [tokenHash]))[0];
  }

  async consume(tokenHash: string): Promise<boolean> {
    return (await this.statements.run(CONSUME_INVITATION, [tokenHash])).length === 1;
  }

  async sweep(now: Date): Promise<boolean> {
    const swept = await this.statements.run(SWEEP_INVITATIONS, [now, SWEPT_AT_ONCE]);
    return swept.length === SWEPT_AT_ONCE;
  }
}
