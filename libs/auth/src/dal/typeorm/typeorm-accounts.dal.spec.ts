import { migrations } from '#migrations/auth';
import { openTestDataSource } from '../../../../../test/support/test-database.js';
import { describeAccountsDalContract } from '../../core/ports/accounts.dal.suite.js';
import { TypeormAccountsDal } from './typeorm-accounts.dal.js';
import { TypeormUsersDal } from './typeorm-users.dal.js';

describeAccountsDalContract('TypeORM', async () => {
  const { dataSource, close } = await openTestDataSource('auth', migrations);
  return { dal: new TypeormAccountsDal(dataSource), users: new TypeormUsersDal(dataSource), close };
});
