import { DatabaseEventLog } from '#glue/db';
import { migrations } from '#migrations/auth';
import { openTestDataSource } from '../../../../../test/support/test-database.js';
import { describeUsersDalContract } from '../../core/ports/users.dal.suite.js';
import { TypeormUsersDal } from './typeorm-users.dal.js';

describeUsersDalContract('TypeORM', async () => {
  const { dataSource, close } = await openTestDataSource('auth', migrations);
  return {
    dal: new TypeormUsersDal(dataSource),
    events: new DatabaseEventLog(dataSource, 'auth'),
    close,
  };
});
