import { migrations } from '#migrations/auth';
import { openTestDataSource } from '../../../../../test/support/test-database.js';
import { describeUsersDalContract } from '../../core/ports/users.dal.suite.js';
import { TypeormUserEventsDal } from './typeorm-user-events.dal.js';
import { TypeormUsersDal } from './typeorm-users.dal.js';

describeUsersDalContract('TypeORM', async () => {
  const { dataSource, close } = await openTestDataSource('auth', migrations);
  return {
    dal: new TypeormUsersDal(dataSource),
    events: new TypeormUserEventsDal(dataSource),
    close,
  };
});
