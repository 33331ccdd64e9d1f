import { type DataSource, In, type Repository } from 'typeorm';
import type { StoredUser, UserDal } from '../user.dal.js';
import { UserEntity } from './user.entity.js';

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
    return (await this.users.findOneBy({ email })) ?? undefined;
  }

  async findByUniqueId(uniqueId: string): Promise<StoredUser | undefined> {
    return (await this.users.findOneBy({ uniqueId })) ?? undefined;
  }

  async findByIds(ids: readonly number[]): Promise<StoredUser[]> {
    return this.users.findBy({ id: In([...ids]) });
  }
}
