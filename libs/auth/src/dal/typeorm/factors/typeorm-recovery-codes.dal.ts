import type { DataSource } from 'typeorm';
import { StatementRunner } from '#glue/db';
import type { RecoveryCodesDal } from '../../../core/ports/factors/recovery-codes.dal.js';
import { ADD_CODES, COUNT_CODES, REMOVE_CODES, SPEND_CODE } from './recovery-code.statements.js';

export class TypeormRecoveryCodesDal implements RecoveryCodesDal {
  private readonly statements: StatementRunner;

  constructor(private readonly dataSource: DataSource) {
    this.statements = new StatementRunner(dataSource);
  }

  async replace(userId: number, hashes: readonly string[]): Promise<void> {
    await this.dataSource.transaction(async () => {
      await this.statements.run(REMOVE_CODES, [userId]);
      await this.statements.run(ADD_CODES, [userId, hashes]);
    });
  }

  async spend(userId: number, hash: string): Promise<boolean> {
    return (await this.statements.run(SPEND_CODE, [userId, hash])).length === 1;
  }

  async count(userId: number): Promise<number> {
    return (await this.statements.run(COUNT_CODES, [userId]))[0]!.count;
  }

  async removeOf(userId: number): Promise<void> {
    await this.statements.run(REMOVE_CODES, [userId]);
  }
}
