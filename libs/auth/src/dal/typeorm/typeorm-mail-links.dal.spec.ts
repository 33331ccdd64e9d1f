import { migrations } from '#migrations/auth';
import { openTestDataSource } from '../../../../../test/support/test-database.js';
import { describeMailLinksDalContract } from '../../core/ports/mail-links.dal.suite.js';
import { TypeormMailLinksDal } from './typeorm-mail-links.dal.js';

describeMailLinksDalContract('TypeORM', async () => {
  const { dataSource, close } = await openTestDataSource('auth', migrations);
  await dataSource.query(
    "INSERT INTO auth.users (unique_id, email, password_hash) VALUES ('u-1', 'a', 'h'), ('u-2', 'b', 'h')",
  );
  return { dal: new TypeormMailLinksDal(dataSource), close };
});
