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

it('counts no administrator whose deletion is planned as the last one', async () => {
  const { dataSource, close } = await openTestDataSource('auth', migrations);
  try {
    await dataSource.query(
      `INSERT INTO auth.users (unique_id, email, password_hash, role)
       VALUES ('u-1', 'a', 'h', 'admin'), ('u-2', 'b', 'h', 'admin')`,
    );
    await dataSource.query(
      'INSERT INTO auth.planned_deletions (user_id, deletes_at) VALUES (1, now())',
    );
    expect(await new TypeormAdministeredUsersDal(dataSource).lockAdministrators()).toEqual([2]);
  } finally {
    await close();
  }
}, 60_000);
