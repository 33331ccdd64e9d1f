import type { DataSource } from 'typeorm';
import { Batcher } from '#glue/batch';
import { StatementRunner } from '#glue/db';
import type {
  CheckedSession,
  FreshSession,
  ReplacementTerms,
  SessionLogin,
  SessionsDal,
  StoredSession,
} from '../../../core/ports/sessions.dal.js';
import {
  CHECK_SESSIONS,
  type CheckedRow,
  CREATE_SESSION,
  CURRENT_SESSION,
  END_ALL_SESSIONS,
  END_CHAIN,
  END_EARLIER_SESSIONS,
  FIND_SESSION,
  LIST_SESSIONS,
  REPLACE_SESSION,
  type SessionRow,
  TOUCH_SESSION,
} from './session.statements.js';

export class TypeormSessionsDal implements SessionsDal {
  readonly isTransactional = true;
  private readonly statements: StatementRunner;
  private readonly checks: Batcher<string, CheckedSession | undefined>;

  constructor(private readonly dataSource: DataSource) {
    this.statements = new StatementRunner(dataSource);
    this.checks = new Batcher((ids) => this.checkAll(ids), this.statements.sharing);
  }

  async create(session: FreshSession): Promise<number> {
    const [added] = await this.statements.run(CREATE_SESSION, valuesOf(session));
    return added?.count ?? 0;
  }

  async listOf(userId: number): Promise<FreshSession[]> {
    return (await this.statements.run(LIST_SESSIONS, [userId])).map(fromRow);
  }

  async find(id: string): Promise<StoredSession | undefined> {
    const [row] = await this.statements.run(FIND_SESSION, [id]);
    return row && fromRow(row);
  }

  check(id: string): Promise<CheckedSession | undefined> {
    return this.checks.load(id);
  }

  async touch(id: string, at: Date, notSince: Date): Promise<void> {
    await this.statements.run(TOUCH_SESSION, [id, at, notSince]);
  }

  async replace(
    id: string,
    successor: FreshSession,
    { keepReplacedMs }: Pick<ReplacementTerms, 'keepReplacedMs'>,
  ): Promise<boolean> {
    const forgetBefore = new Date(successor.createdAt.getTime() - keepReplacedMs);
    const values = [...valuesOf(successor), id, forgetBefore];
    return (await this.statements.run(REPLACE_SESSION, values)).length === 1;
  }

  async current(chainId: string): Promise<FreshSession | undefined> {
    const [row] = await this.statements.run(CURRENT_SESSION, [chainId]);
    return row && fromRow(row);
  }

  /** In a transaction, so that no other call finds the successor without the session before it. */
  endChain(chainId: string): Promise<FreshSession | undefined> {
    return this.dataSource.transaction(async (manager) => {
      let live: FreshSession | undefined;
      // A session that was replaced while we waited for its lock has a successor that this
      // statement could not see.
      const unseen = new Set([chainId]);
      for (const start of unseen) {
        const ended = (await manager.query<SessionRow[]>(END_CHAIN, [start])).map(fromRow);
        live ??= ended.find(({ replacement }) => !replacement);
        const ids = new Set(ended.map(({ id }) => id));
        for (const { replacement } of ended) {
          if (replacement && !ids.has(replacement.id)) unseen.add(replacement.id);
        }
      }
      return live;
    });
  }

  async endEarlier(userId: number, generation: number, exceptChain?: string): Promise<void> {
    await this.statements.run(END_EARLIER_SESSIONS, [userId, generation, exceptChain ?? null]);
  }

  async endAllOf(userId: number): Promise<string[]> {
    const ended = await this.statements.run(END_ALL_SESSIONS, [userId]);
    return ended.filter(({ replaced_by }) => !replaced_by).map(({ id }) => id);
  }

  private async checkAll(ids: readonly string[]): Promise<(CheckedSession | undefined)[]> {
    const rows = await this.statements.run(CHECK_SESSIONS, [[...new Set(ids)]]);
    const byId = new Map(rows.map((row) => [row.id, checkedFrom(row)]));
    return ids.map((id) => byId.get(id));
  }
}

function valuesOf(session: FreshSession): unknown[] {
  const { id, chainId, userId, createdAt, lastUsedAt, expiresAt, login } = session;
  const { at = null, provedAt, ...known } = login ?? {};
  const { generation = 0, isRemembered = false, ...from } = known as Partial<SessionLogin>;
  const { device = null, address = null, role = 'user' } = from;
  return [
    ...[id, chainId, userId, createdAt, lastUsedAt, expiresAt],
    ...[at, generation, isRemembered, device, address, role, provedAt ?? null],
  ];
}

function fromRow(row: SessionRow): StoredSession {
  const { id, chainId, userId, uniqueId, createdAt, lastUsedAt, expiresAt } = row;
  const session: StoredSession = { id, chainId, userId, createdAt, lastUsedAt, expiresAt };
  if (uniqueId !== undefined) session.uniqueId = uniqueId;
  if (row.logged_in_at) session.login = loginOf(row, row.logged_in_at);
  if (row.replaced_by) session.replacement = { id: row.replaced_by, at: row.replaced_at! };
  return session;
}

function checkedFrom(row: CheckedRow): CheckedSession {
  const { id, userId, uniqueId, lastUsedAt, expiresAt, is_remembered: isRemembered } = row;
  const role = row.role === 'admin' ? row.role : undefined;
  return { id, userId, uniqueId, lastUsedAt, expiresAt, login: { isRemembered, role } };
}

function loginOf(row: SessionRow, at: Date): SessionLogin {
  const { generation, is_remembered, device, address, role, proved_at } = row;
  return {
    ...{ at, generation, isRemembered: is_remembered },
    ...(proved_at && { provedAt: proved_at }),
    ...(device !== null && { device }),
    ...(address !== null && { address }),
    ...(role === 'admin' && { role }),
  };
}
