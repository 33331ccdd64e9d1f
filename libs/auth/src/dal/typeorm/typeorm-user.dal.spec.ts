import { migrations } from '#migrations/auth';
import { openTestDataSource } from '../../../../../test/support/test-database.js';
import { describeUserDalContract } from '../user.dal.contract.js';
import { SessionEntity } from './session.entity.js';
import { TypeormUserDal } from './typeorm-user.dal.js';
import { UserEntity } from './user.entity.js';

describeUserDalContract('TypeORM', async () => {
  const entities = [UserEntity, SessionEntity];
  const { dataSource, close } = await openTestDataSource('auth', entities, migrations);
  return { dal: new TypeormUserDal(dataSource), close };
});
