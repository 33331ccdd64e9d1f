import type { DataSource } from 'typeorm';
import { StatementRunner } from '#glue/db';
import type { WaysIn } from '../../../core/factors/ways-in.js';
import type { FactorsDal } from '../../../core/ports/factors/factors.dal.js';
import { LOCK_ACCOUNT, REMOVE_PASSWORD } from '../account.statements.js';
import { REMOVE_CODES } from './recovery-code.statements.js';
import { REMOVE_PASSKEYS_SINCE, REMOVE_SEEDS_SINCE, WAYS_OF } from './ways.statements.js';

export class TypeormFactorsDal implements FactorsDal {
  private readonly statements: StatementRunner;

  constructor(dataSource: DataSource) {
    this.statements = new StatementRunner(dataSource);
  }

  async waysOf(userId: number): Promise<WaysIn | undefined> {
    return (await this.statements.run(WAYS_OF, [userId]))[0];
  }

  /** Two statements: the second one sees what was committed while the first one waited. */
  async lock(userId: number): Promise<WaysIn | undefined> {
    const locked = await this.statements.run(LOCK_ACCOUNT, [userId]);
    return locked.length > 0 ? this.waysOf(userId) : undefined;
  }

  async removeMadeSince(userId: number, since: Date): Promise<boolean> {
    const apps = await this.statements.run(REMOVE_SEEDS_SINCE, [userId, since]);
    const passkeys = await this.statements.run(REMOVE_PASSKEYS_SINCE, [userId, since]);
    await this.statements.run(REMOVE_CODES, [userId]);
    return passkeys.length > 0 || apps.some(({ is_confirmed }) => is_confirmed);
  }

  async removePassword(userId: number): Promise<void> {
    await this.statements.run(REMOVE_PASSWORD, [userId]);
  }
}
