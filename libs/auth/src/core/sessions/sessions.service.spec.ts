import { migrations } from '#migrations/auth';
import { openTestDataSource } from '../../../../../test/support/test-database.js';
import { describeSessionsDalContract } from '../ports/sessions.dal.suite.js';
import type { FreshSession, SessionsDal, StoredSession } from '../ports/sessions.dal.js';
import { TypeormSessionsDal } from '../../dal/typeorm/sessions/typeorm-sessions.dal.js';
import { describeProvenSessions } from './proven-sessions.suite.js';
import { describeSessions } from './sessions.suite.js';

/** The simplest implementation of the contract. */
class SessionsInMemory implements SessionsDal {
  readonly isTransactional = true;
  private readonly sessions = new Map<string, StoredSession>();

  async create(session: FreshSession): Promise<number> {
    this.sessions.set(session.id, structuredClone(session));
    return (await this.listOf(session.userId)).length;
  }

  async listOf(userId: number): Promise<FreshSession[]> {
    return this.where((session) => session.userId === userId && isLive(session));
  }

  async current(chainId: string): Promise<FreshSession | undefined> {
    return this.where((session) => session.chainId === chainId && isLive(session))[0];
  }

  async find(id: string): Promise<StoredSession | undefined> {
    return structuredClone(this.sessions.get(id));
  }

  async check(id: string): Promise<StoredSession | undefined> {
    return this.where((session) => session.id === id && isLive(session))[0];
  }

  async touch(id: string, at: Date, notSince: Date): Promise<void> {
    const session = this.sessions.get(id);
    if (session && session.lastUsedAt <= notSince) session.lastUsedAt = at;
  }

  async replace(id: string, successor: FreshSession): Promise<boolean> {
    const session = this.sessions.get(id);
    if (!session || session.replacement) return false;
    session.replacement = { id: successor.id, at: successor.createdAt };
    await this.create(successor);
    return true;
  }

  async endChain(chainId: string): Promise<FreshSession | undefined> {
    const ended = this.where((session) => session.chainId === chainId);
    for (const { id } of ended) this.sessions.delete(id);
    return ended.find(isLive);
  }

  async endEarlier(userId: number, generation: number, exceptChain?: string): Promise<void> {
    const ended = this.where(
      (session) =>
        session.userId === userId &&
        (session.login?.generation ?? 0) < generation &&
        session.chainId !== exceptChain,
    );
    for (const { id } of ended) this.sessions.delete(id);
  }

  async endAllOf(userId: number): Promise<string[]> {
    const ended = this.where((session) => session.userId === userId);
    for (const { id } of ended) this.sessions.delete(id);
    return ended.filter(isLive).map(({ id }) => id);
  }

  private where(condition: (session: StoredSession) => boolean): StoredSession[] {
    return [...this.sessions.values()].filter(condition);
  }
}

function isLive({ replacement }: StoredSession): boolean {
  return !replacement;
}

const openInMemory = async () => ({ dal: new SessionsInMemory(), close: async () => {} });

async function openInDatabase() {
  const { dataSource, close } = await openTestDataSource('auth', migrations);
  await dataSource.query(
    "INSERT INTO auth.users (unique_id, email, password_hash) VALUES ('u-1','a','h'), ('u-2','b','h')",
  );
  return { dal: new TypeormSessionsDal(dataSource), close };
}

describeSessionsDalContract('in memory, for tests', openInMemory);
describeSessions('in memory', openInMemory);
describeSessions('in the auth database', openInDatabase);
describeProvenSessions('in memory', openInMemory);
describeProvenSessions('in the auth database', openInDatabase);
