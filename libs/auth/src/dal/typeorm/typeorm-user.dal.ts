import { randomUUID } from 'node:crypto';
import { Any, type DataSource, type Repository } from 'typeorm';
import { lockUntilCommit } from '#glue/db';
import type { StoredUser, UserDal } from '../user.dal.js';
import { isInt4 } from './int4.js';
import { UserEventEntity } from './user-event.entity.js';
import { UserEntity } from './user.entity.js';

/** More than may be handed out between reading a sequence and setting it, which is not one step. */
const IDS_IN_BETWEEN = 1_000;

/** {@link UserDal} on PostgreSQL. */
export class TypeormUserDal implements UserDal {
  private readonly users: Repository<UserEntity>;

  constructor(private readonly dataSource: DataSource) {
    this.users = dataSource.getRepository(UserEntity);
  }

  async create(user: Omit<StoredUser, 'id'>): Promise<boolean> {
    const result = await this.users
      .createQueryBuilder()
      .insert()
      .values(user)
      .orIgnore()
      .returning('id')
      .execute();
    return (result.raw as unknown[]).length > 0;
  }

  async findByEmail(email: string): Promise<StoredUser | undefined> {
    return this.findOne({ email });
  }

  async findByUniqueId(uniqueId: string): Promise<StoredUser | undefined> {
    return this.findOne({ uniqueId });
  }

  async findByIds(ids: readonly number[]): Promise<StoredUser[]> {
    return this.users.findBy({ id: Any(ids.filter(isInt4)) });
  }

  async continueIdsAbove(id: number): Promise<boolean> {
    if (!isInt4(id)) return false;
    const raised = await this.dataSource.query<unknown[]>(
      `SELECT setval('users_id_seq', LEAST($1::bigint + ${IDS_IN_BETWEEN}, 2147483647))
       FROM users_id_seq WHERE last_value < $1 + (NOT is_called)::integer`,
      [id],
    );
    return raised.length > 0;
  }

  async replacePasswordHash(id: number, from: string, to: string): Promise<boolean> {
    const { affected } = await this.users.update({ id, passwordHash: from }, { passwordHash: to });
    return affected === 1;
  }

  async delete(id: number): Promise<boolean> {
    return this.dataSource.transaction(async (manager) => {
      // Ids of events come from a sequence, which hands them out before anybody commits. Who
      // writes one has to wait for those before, so that none becomes visible after a later one.
      await lockUntilCommit(manager, 'user_events');
      const user = await manager.findOneBy(UserEntity, { id });
      const { affected } = await manager.delete(UserEntity, { id });
      if (!user || affected !== 1) return false;
      await manager.insert(UserEventEntity, {
        eventId: randomUUID(),
        type: 'user.deleted',
        userId: id,
        uniqueId: user.uniqueId,
      });
      return true;
    });
  }

  /** PostgreSQL's text has no NUL, so nobody is stored under one. */
  private async findOne(key: { email: string } | { uniqueId: string }) {
    if (Object.values(key)[0]!.includes('\0')) return undefined;
    return (await this.users.findOneBy(key)) ?? undefined;
  }
}
