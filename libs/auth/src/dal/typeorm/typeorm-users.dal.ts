import type { DataSource } from 'typeorm';
import { authContract, type UserDeletion } from '#auth-kernel';
import { lockUntilCommit, publish, StatementRunner } from '#glue/db';
import {
  KNOWN_ADDRESSES,
  type LoginUser,
  type NewUser,
  type StoredUser,
  type UsersDal,
} from '../../core/ports/users.dal.js';
import { isId } from './id.js';
import { emailLock } from './email-lock.js';
import { LoginFinder } from './login-finder.js';
import { FORGET_ADDRESSES, HOLD_GENERATION, NOTE_LOGIN } from './login.statements.js';

const USERS = `SELECT id, unique_id AS "uniqueId", email, password_hash AS "passwordHash",
     session_generation AS "sessionGeneration", email_verified_at IS NOT NULL AS "isEmailVerified",
     role, disabled_at AS "disabledAt" FROM auth.users`;

/** More than the ids assigned between reading a sequence and setting it, which is not atomic. */
const IDS_IN_BETWEEN = 1_000;
const FORGOTTEN_AT_ONCE = 500;

export class TypeormUsersDal implements UsersDal {
  private readonly statements: StatementRunner;
  private readonly logins: LoginFinder;

  constructor(private readonly dataSource: DataSource) {
    this.statements = new StatementRunner(dataSource);
    this.logins = new LoginFinder(this.statements);
  }

  create({ uniqueId, email, passwordHash }: NewUser): Promise<number | undefined> {
    return this.dataSource.transaction(async (manager) => {
      await lockUntilCommit(manager, emailLock(email));
      if (await this.isReserved(email)) return undefined;
      const [created] = await manager.query<{ id: number }[]>(
        `INSERT INTO auth.users (unique_id, email, password_hash) VALUES ($1, $2, $3)
         ON CONFLICT DO NOTHING RETURNING id`,
        [uniqueId, email, passwordHash],
      );
      if (!created) return undefined;
      publish(manager, authContract.events['user.registered'], { userId: created.id, uniqueId });
      return created.id;
    });
  }

  findByEmail(email: string): Promise<StoredUser | undefined> {
    return this.findOne('email', email);
  }

  findByUniqueId(uniqueId: string): Promise<StoredUser | undefined> {
    return this.findOne('unique_id', uniqueId);
  }

  findByIds(ids: readonly number[]): Promise<StoredUser[]> {
    return this.dataSource.query(`${USERS} WHERE id = ANY($1::bigint[])`, [ids.filter(isId)]);
  }

  deletionsOf(ids: readonly number[]): Promise<UserDeletion[]> {
    return this.dataSource.query(
      `SELECT id, (data ->> 'userId')::bigint AS "userId", data ->> 'uniqueId' AS "uniqueId"
       FROM auth.events WHERE type = 'user.deleted' AND (data ->> 'userId')::bigint = ANY($1::bigint[])`,
      [ids.filter(isId)],
    );
  }

  async continueIdsAbove(id: number): Promise<boolean> {
    if (!isId(id)) return false;
    const raised = await this.dataSource.query<unknown[]>(
      `SELECT setval('auth.users_id_seq', LEAST($1::bigint + ${IDS_IN_BETWEEN}, ${Number.MAX_SAFE_INTEGER}))
       FROM auth.users_id_seq WHERE last_value < $1 + (NOT is_called)::integer`,
      [id],
    );
    return raised.length > 0;
  }

  async highestId(): Promise<number> {
    const [row] = await this.dataSource.query<{ id: number }[]>(
      'SELECT last_value - (NOT is_called)::integer AS id FROM auth.users_id_seq',
    );
    return row!.id;
  }

  async replacePasswordHash(id: number, from: string, to: string): Promise<boolean> {
    const [, replaced] = await this.dataSource.query<[unknown, number]>(
      'UPDATE auth.users SET password_hash = $3 WHERE id = $1 AND password_hash = $2',
      [id, from, to],
    );
    return replaced === 1;
  }

  async changePassword(id: number, generation: number, hash: string): Promise<boolean> {
    const [, changed] = await this.dataSource.query<[unknown, number]>(
      'UPDATE auth.users SET password_hash = $3 WHERE id = $1 AND session_generation = $2',
      [id, generation, hash],
    );
    return changed === 1;
  }

  async setPassword(id: number, hash: string): Promise<void> {
    await this.dataSource.query('UPDATE auth.users SET password_hash = $2 WHERE id = $1', [
      id,
      hash,
    ]);
  }

  async nextGeneration(id: number): Promise<number | undefined> {
    // FOR UPDATE, because an update of this column alone lets sessions be added.
    const [[raised]] = await this.dataSource.query<[{ generation: number }[], number]>(
      `UPDATE auth.users SET session_generation = session_generation + 1
       WHERE id = (SELECT id FROM auth.users WHERE id = $1 FOR UPDATE)
       RETURNING session_generation AS generation`,
      [id],
    );
    return raised?.generation;
  }

  async holdGeneration(id: number): Promise<number | undefined> {
    return (await this.statements.run(HOLD_GENERATION, [id]))[0]?.generation;
  }

  findForLogin(email: string, address: string): Promise<LoginUser | undefined> {
    return this.logins.find(email, address);
  }

  async noteLogin(id: number, address: string, at: Date): Promise<void> {
    await this.statements.run(NOTE_LOGIN, [id, address, at, KNOWN_ADDRESSES - 1]);
  }

  async forgetAddresses(notSince: Date): Promise<boolean> {
    const forgotten = await this.statements.run(FORGET_ADDRESSES, [notSince, FORGOTTEN_AT_ONCE]);
    return forgotten.length === FORGOTTEN_AT_ONCE;
  }

  delete(id: number): Promise<boolean> {
    return this.dataSource.transaction(async (manager) => {
      const [[user]] = await manager.query<[{ unique_id: string }[], number]>(
        'DELETE FROM auth.users WHERE id = $1 RETURNING unique_id',
        [id],
      );
      if (!user) return false;
      publish(manager, authContract.events['user.deleted'], {
        userId: id,
        uniqueId: user.unique_id,
      });
      return true;
    });
  }

  /** Former emails are, while a change can be undone. */
  private async isReserved(email: string): Promise<boolean> {
    const reserved = await this.dataSource.query<unknown[]>(
      'SELECT 1 FROM auth.reserved_emails WHERE email = $1 AND until > now()',
      [email],
    );
    return reserved.length > 0;
  }

  /** PostgreSQL's text cannot contain NUL, so no stored user has one. */
  private async findOne(column: 'email' | 'unique_id', value: string) {
    if (value.includes('\0')) return undefined;
    const sql = `${USERS} WHERE ${column} = $1`;
    const [user] = await this.dataSource.query<StoredUser[]>(sql, [value]);
    return user;
  }
}
