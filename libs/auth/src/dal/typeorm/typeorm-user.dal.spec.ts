import { migrations } from '#migrations/auth';
import { openTestDataSource } from '../../../../../test/support/test-database.js';
import { describeUserDalContract } from '../user.dal.contract.js';
import { TypeormUserEventDal } from './typeorm-user-event.dal.js';
import { TypeormUserDal } from './typeorm-user.dal.js';
import { UserEventEntity } from './user-event.entity.js';
import { UserEntity } from './user.entity.js';

describeUserDalContract('TypeORM', async () => {
  const entities = [UserEntity, UserEventEntity];
  const { dataSource, close } = await openTestDataSource('auth', entities, migrations);
  return {
    dal: new TypeormUserDal(dataSource),
    events: new TypeormUserEventDal(dataSource),
    close,
  };
});
