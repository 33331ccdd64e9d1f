import { migrations } from '#migrations/auth';
import { openTestDataSource } from '../../../../../test/support/test-database.js';
import { describeUsersDalContract } from '../../core/ports/users.dal.contract.js';
import { TypeormUserEventsDal } from './typeorm-user-events.dal.js';
import { TypeormUsersDal } from './typeorm-users.dal.js';
import { UserEventEntity } from './user-event.entity.js';
import { UserEntity } from './user.entity.js';

describeUsersDalContract('TypeORM', async () => {
  const entities = [UserEntity, UserEventEntity];
  const { dataSource, close } = await openTestDataSource('auth', entities, migrations);
  return {
    dal: new TypeormUsersDal(dataSource),
    events: new TypeormUserEventsDal(dataSource),
    close,
  };
});
