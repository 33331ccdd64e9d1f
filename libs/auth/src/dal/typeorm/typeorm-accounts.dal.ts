import type { DataSource } from 'typeorm';
import { lockUntilCommit, StatementRunner } from '#glue/db';
import type { Account, AccountsDal, EmailChange, Profile } from '../../core/ports/accounts.dal.js';
import {
  CHANGE_EMAIL,
  CHANGE_PROFILE,
  FIND_ACCOUNT,
  FIND_ACCOUNTS,
  FIND_TAKEN,
  LOCK_ACCOUNT,
  RELEASE_EMAIL,
  REMOVE_PASSWORD,
  RESERVE_EMAIL,
  SWEEP_RESERVED,
  VERIFY_EMAIL,
} from './account.statements.js';
import { emailLock } from './email-lock.js';

const SWEPT_AT_ONCE = 500;

export class TypeormAccountsDal implements AccountsDal {
  private readonly statements: StatementRunner;

  constructor(private readonly dataSource: DataSource) {
    this.statements = new StatementRunner(dataSource);
  }

  async find(id: number): Promise<Account | undefined> {
    return (await this.statements.run(FIND_ACCOUNT, [id]))[0];
  }

  findByIds(ids: readonly number[]): Promise<Account[]> {
    return this.statements.run(FIND_ACCOUNTS, [ids]);
  }

  async lock(id: number): Promise<Account | undefined> {
    return (await this.statements.run(LOCK_ACCOUNT, [id]))[0];
  }

  async changeProfile(id: number, change: Partial<Profile>): Promise<Account | undefined> {
    const { name, locale, timeZone } = change;
    const given = [name, locale, timeZone].flatMap((value) => [value !== undefined, value ?? null]);
    return (await this.statements.run(CHANGE_PROFILE, [id, ...given]))[0];
  }

  async verifyEmail(id: number, email: string, at: Date): Promise<boolean> {
    return (await this.statements.run(VERIFY_EMAIL, [id, email, at])).length === 1;
  }

  changeEmail({ id, from, to, at, reservedUntil }: EmailChange) {
    return this.dataSource.transaction(async (manager) => {
      // In one order, so that two changes do not wait for each other crosswise.
      for (const email of [from, to].sort()) await lockUntilCommit(manager, emailLock(email));
      const taken = await this.statements.run(FIND_TAKEN, [to, id, at]);
      if (taken.length > 0) return false;
      await this.statements.run(CHANGE_EMAIL, [id, to, at]);
      await this.statements.run(RELEASE_EMAIL, [to]);
      if (reservedUntil) await this.statements.run(RESERVE_EMAIL, [from, id, reservedUntil]);
      return true;
    });
  }

  async removePassword(id: number): Promise<void> {
    await this.statements.run(REMOVE_PASSWORD, [id]);
  }

  async sweep(now: Date): Promise<boolean> {
    const swept = await this.statements.run(SWEEP_RESERVED, [now, SWEPT_AT_ONCE]);
    return swept.length === SWEPT_AT_ONCE;
  }
}
