import { Any, type DataSource, type Repository } from 'typeorm';
import type { StoredUser, UserDal } from '../user.dal.js';
import { UserEntity } from './user.entity.js';

const MAX_INT4 = 2_147_483_647;

/** {@link UserDal} on PostgreSQL. */
export class TypeormUserDal implements UserDal {
  private readonly users: Repository<UserEntity>;

  constructor(dataSource: DataSource) {
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

  /** PostgreSQL's text has no NUL, so nobody is stored under one. */
  private async findOne(key: { email: string } | { uniqueId: string }) {
    if (Object.values(key)[0]!.includes('\0')) return undefined;
    return (await this.users.findOneBy(key)) ?? undefined;
  }
}

/** PostgreSQL refuses to compare its integers with larger ones. */
function isInt4(id: number): boolean {
  return Number.isInteger(id) && Math.abs(id) <= MAX_INT4;
}
