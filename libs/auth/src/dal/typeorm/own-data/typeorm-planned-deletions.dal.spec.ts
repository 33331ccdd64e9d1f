import { migrations } from '#migrations/auth';
import { openTestDataSource } from '../../../../../../test/support/test-database.js';
import {
  describePlannedDeletionsDal,
  type TestedPlannedDeletions,
} from '../../../core/ports/own-data/planned-deletions.dal.suite.js';
import { TypeormPlannedDeletionsDal } from './typeorm-planned-deletions.dal.js';

async function open(): Promise<TestedPlannedDeletions> {
  const { dataSource, close } = await openTestDataSource('auth', migrations);
  return {
    dal: new TypeormPlannedDeletionsDal(dataSource),
    createUser: async () => {
      const [user] = await dataSource.query<{ id: number }[]>(
        `INSERT INTO auth.users (unique_id, email, password_hash)
         SELECT id, id || '@example.com', '-' FROM gen_random_uuid() AS id RETURNING id`,
      );
      return user!.id;
    },
    deleteUser: async (id) => {
      await dataSource.query('DELETE FROM auth.users WHERE id = $1', [id]);
    },
    transaction: (work) => dataSource.transaction(work),
    close,
  };
}

describePlannedDeletionsDal('TypeORM', open);
