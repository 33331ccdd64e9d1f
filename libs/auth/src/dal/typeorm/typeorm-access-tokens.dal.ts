import type { DataSource } from 'typeorm';
import { Batcher } from '#glue/batch';
import { StatementRunner } from '#glue/db';
import type {
  AccessToken,
  AccessTokensDal,
  NewAccessToken,
  StoredAccessToken,
} from '../../core/ports/access-tokens.dal.js';
import {
  CREATE_ACCESS_TOKEN,
  DELETE_ACCESS_TOKEN,
  DELETE_ALL_ACCESS_TOKENS,
  FIND_ACCESS_TOKENS,
  LIST_ACCESS_TOKENS,
  LOCK_OWNER,
  SWEEP_ACCESS_TOKENS,
  TOUCH_ACCESS_TOKEN,
} from './access-token.statements.js';

const SWEPT_AT_ONCE = 500;

export class TypeormAccessTokensDal implements AccessTokensDal {
  private readonly statements: StatementRunner;
  private readonly finder: Batcher<string, StoredAccessToken | undefined>;

  constructor(private readonly dataSource: DataSource) {
    this.statements = new StatementRunner(dataSource);
    this.finder = new Batcher((hashes) => this.findAll(hashes), this.statements.sharing);
  }

  create(token: NewAccessToken, atMost: number): ReturnType<AccessTokensDal['create']> {
    const { userId, id, name, scopes, tokenHash, createdAt, expiresAt } = token;
    const values = [userId, atMost, id, name, scopes, tokenHash, createdAt, expiresAt];
    return this.dataSource.transaction(async (manager) => {
      const [owner] = await manager.query<unknown[]>(LOCK_OWNER, [userId]);
      if (!owner) return 'user_gone';
      const [added] = await manager.query<unknown[]>(CREATE_ACCESS_TOKEN, values);
      return added ? 'created' : 'limit_reached';
    });
  }

  listOf(userId: number): Promise<AccessToken[]> {
    return this.statements.run(LIST_ACCESS_TOKENS, [userId]);
  }

  find(tokenHash: string): Promise<StoredAccessToken | undefined> {
    return this.finder.load(tokenHash);
  }

  async touch(id: string, at: Date, notSince: Date): Promise<void> {
    await this.statements.run(TOUCH_ACCESS_TOKEN, [id, at, notSince]);
  }

  async delete(userId: number, id: string): Promise<string | undefined> {
    const [deleted] = await this.statements.run(DELETE_ACCESS_TOKEN, [userId, id]);
    return deleted?.tokenHash;
  }

  async deleteAllOf(userId: number): Promise<string[]> {
    const deleted = await this.statements.run(DELETE_ALL_ACCESS_TOKENS, [userId]);
    return deleted.map(({ tokenHash }) => tokenHash);
  }

  async sweep(expiredBefore: Date): Promise<boolean> {
    const swept = await this.statements.run(SWEEP_ACCESS_TOKENS, [expiredBefore, SWEPT_AT_ONCE]);
    return swept.length === SWEPT_AT_ONCE;
  }

  private async findAll(hashes: readonly string[]): Promise<(StoredAccessToken | undefined)[]> {
    const rows = await this.statements.run(FIND_ACCESS_TOKENS, [[...new Set(hashes)]]);
    const byHash = new Map(rows.map(({ tokenHash, ...row }) => [tokenHash, row]));
    return hashes.map((hash) => byHash.get(hash));
  }
}
