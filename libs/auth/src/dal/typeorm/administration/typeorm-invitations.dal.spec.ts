import { migrations } from '#migrations/auth';
import { openTestDataSource } from '../../../../../../test/support/test-database.js';
import { describeInvitationsDalContract } from '../../../core/ports/administration/invitations.dal.suite.js';
import { TypeormInvitationsDal } from './typeorm-invitations.dal.js';

describeInvitationsDalContract('TypeORM', async () => {
  const { dataSource, close } = await openTestDataSource('auth', migrations);
  return { dal: new TypeormInvitationsDal(dataSource), close };
});
