import { migrations } from '#migrations/auth';
import { openTestDataSource } from '../../../../../test/support/test-database.js';
import {
  CONTRACT_USERS,
  describeAccessTokensDalContract,
} from '../../core/ports/access-tokens.dal.suite.js';
import { TypeormAccessTokensDal } from './typeorm-access-tokens.dal.js';

describeAccessTokensDalContract('TypeORM', async () => {
  const { dataSource, close } = await openTestDataSource('auth', migrations);
  await dataSource.query(
    `INSERT INTO auth.users (unique_id, email, password_hash)
     SELECT 'u-' || n, n || '@example.com', 'hash' FROM generate_series(1, $1) n`,
    [CONTRACT_USERS],
  );
  return {
    dal: new TypeormAccessTokensDal(dataSource),
    deleteUser: (id) => dataSource.query('DELETE FROM auth.users WHERE id = $1', [id]),
    close,
  };
});
