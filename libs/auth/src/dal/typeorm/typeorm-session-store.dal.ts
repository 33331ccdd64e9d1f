import { type DataSource, IsNull, LessThanOrEqual, type Repository } from 'typeorm';
import { Batcher } from '#glue/batch';
import { SHARED_STATEMENTS, StatementRunner } from '#glue/db';
import type { FreshSession, SessionStore, StoredSession } from '../session-store.dal.js';
import { SessionEntity } from './session.entity.js';
import {
  CREATE_SESSION,
  FIND_SESSIONS,
  type SessionRow,
  SWEEP_SESSIONS,
} from './session.statements.js';

/** {@link SessionStore} in the auth database. */
export class TypeormSessionStore implements SessionStore {
  private readonly sessions: Repository<SessionEntity>;
  private readonly statements: StatementRunner;
  private readonly finder: Batcher<string, StoredSession | undefined>;

  constructor(private readonly dataSource: DataSource) {
    this.sessions = dataSource.getRepository(SessionEntity);
    this.statements = new StatementRunner(dataSource);
    this.finder = new Batcher((ids) => this.findAll(ids), SHARED_STATEMENTS);
  }

  /** Also sweeps out what has expired since the last login, so that the table stays small. */
  async create(session: FreshSession): Promise<void> {
    const { id, userId, createdAt, lastUsedAt, expiresAt } = session;
    await this.statements.run(SWEEP_SESSIONS, [createdAt]);
    await this.statements.run(CREATE_SESSION, [id, userId, createdAt, lastUsedAt, expiresAt]);
  }

  find(id: string): Promise<StoredSession | undefined> {
    return this.finder.ask(id);
  }

  async listOf(userId: number): Promise<StoredSession[]> {
    const rows = await this.sessions.findBy({ userId, replacedBy: IsNull() });
    return rows.map(toStoredSession);
  }

  async touch(id: string, at: Date, notSince: Date): Promise<void> {
    await this.sessions.update({ id, lastUsedAt: LessThanOrEqual(notSince) }, { lastUsedAt: at });
  }

  async replace(id: string, successor: FreshSession): Promise<boolean> {
    return this.dataSource.transaction(async (manager) => {
      // In the order in which a deletion of the user locks: the user, then their sessions.
      await manager.query('SELECT FROM users WHERE id = $1 FOR KEY SHARE', [successor.userId]);
      // The row stays locked until the end, so that of two who replace it at once one finds it done.
      const { affected } = await manager.update(
        SessionEntity,
        { id, replacedBy: IsNull() },
        { replacedBy: successor.id, replacedAt: successor.createdAt },
      );
      if (affected !== 1) return false;
      await manager.insert(SessionEntity, successor);
      return true;
    });
  }

  async end(id: string): Promise<string | undefined> {
    const [ended] = await this.deleteWhere({ id });
    return ended?.replaced_by ?? undefined;
  }

  async endAllOf(userId: number): Promise<string[]> {
    const ended = await this.deleteWhere({ userId });
    return ended.filter(({ replaced_by }) => !replaced_by).map(({ id }) => id);
  }

  private async findAll(ids: readonly string[]): Promise<(StoredSession | undefined)[]> {
    const rows = await this.statements.run(FIND_SESSIONS, [[...new Set(ids)]]);
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => {
      const row = byId.get(id);
      return row && fromRow(row);
    });
  }

  private async deleteWhere(condition: { id: string } | { userId: number }) {
    const result = await this.sessions
      .createQueryBuilder()
      .delete()
      .where(condition)
      .returning(['id', 'replacedBy'])
      .execute();
    return result.raw as { id: string; replaced_by: string | null }[];
  }
}

function toStoredSession({ replacedBy, replacedAt, ...session }: SessionEntity): StoredSession {
  if (!replacedBy || !replacedAt) return { ...session };
  return { ...session, replacement: { id: replacedBy, at: replacedAt } };
}

function fromRow(row: SessionRow): StoredSession {
  return toStoredSession({
    id: row.id,
    userId: row.user_id,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    expiresAt: row.expires_at,
    replacedBy: row.replaced_by,
    replacedAt: row.replaced_at,
  });
}
