import { StatementRunner } from '#glue/db';
import { migrations } from '#migrations/auth';
import { openTestDataSource } from '../../../../../../test/support/test-database.js';
import { describeAdministeredUsersDalContract } from '../../../core/ports/administration/administered-users.dal.suite.js';
import { TypeormUsersDal } from '../typeorm-users.dal.js';
import { TypeormAdministeredUsersDal } from './typeorm-administered-users.dal.js';

describeAdministeredUsersDalContract('TypeORM', async () => {
  const { dataSource, close } = await openTestDataSource('auth', migrations);
  return {
    dal: new TypeormAdministeredUsersDal(dataSource),
    users: new TypeormUsersDal(dataSource),
    transactions: new StatementRunner(dataSource),
    close,
  };
});
