import type { DataSource } from 'typeorm';
import { StatementRunner } from '#glue/db';
import type { WaysIn } from '../../../core/factors/ways-in.js';
import type { FactorsDal } from '../../../core/ports/factors/factors.dal.js';
import { REMOVE_PASSWORD } from '../account.statements.js';
import { LOCK_USER, WAYS_OF } from './ways.statements.js';

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
    const locked = await this.statements.run(LOCK_USER, [userId]);
    return locked.length > 0 ? this.waysOf(userId) : undefined;
  }

  async removePassword(userId: number): Promise<void> {
    await this.statements.run(REMOVE_PASSWORD, [userId]);
  }
}
