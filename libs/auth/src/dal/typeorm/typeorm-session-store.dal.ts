import { type DataSource, IsNull, LessThanOrEqual, type Repository } from 'typeorm';
import type { FreshSession, SessionStore, StoredSession } from '../session-store.dal.js';
import { SessionEntity } from './session.entity.js';

/** Passes over what somebody else is removing: two who wait for each other's rows would hang. */
const SWEEP = `
  DELETE FROM sessions WHERE id IN (
    SELECT id FROM sessions WHERE expires_at < $1 FOR UPDATE SKIP LOCKED
  )`;

/** Waits for a deletion of the user that is under way; afterwards there is nobody to add it to. */
const CREATE = `
  INSERT INTO sessions (id, user_id, created_at, last_used_at, expires_at)
  SELECT $1, users.id, $3, $4, $5 FROM users WHERE users.id = $2 FOR KEY SHARE`;

/** {@link SessionStore} in the auth database. */
export class TypeormSessionStore implements SessionStore {
  private readonly sessions: Repository<SessionEntity>;

  constructor(private readonly dataSource: DataSource) {
    this.sessions = dataSource.getRepository(SessionEntity);
  }

  /** Also sweeps out what has expired since the last login, so that the table stays small. */
  async create(session: FreshSession): Promise<void> {
    await this.dataSource.query(SWEEP, [session.createdAt]);
    const { id, userId, createdAt, lastUsedAt, expiresAt } = session;
    await this.dataSource.query(CREATE, [id, userId, createdAt, lastUsedAt, expiresAt]);
  }

  async find(id: string): Promise<StoredSession | undefined> {
    const row = await this.sessions.findOneBy({ id });
    return row ? toStoredSession(row) : undefined;
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
