import { migrations } from '#migrations/todo';
import { openTestDataSource } from '../../../../../test/support/test-database.js';
import { describeTodoDalContract } from '../todo.dal.contract.js';
import { ToDoItem } from './to-do-item.entity.js';
import { TypeormTodoDal } from './typeorm-todo.dal.js';
import { UserConnection } from './user-connection.entity.js';

describeTodoDalContract('TypeORM', async () => {
  const entities = [ToDoItem, UserConnection];
  const { dataSource, close } = await openTestDataSource('todo', entities, migrations);
  const connections = dataSource.getRepository(UserConnection);
  return {
    dal: new TypeormTodoDal(dataSource),
    share: async (userId, toDoId) => {
      await connections.insert({ userId, toDoId, role: 'member' });
    },
    count: async () => ({
      items: await dataSource.getRepository(ToDoItem).count(),
      connections: await connections.count(),
    }),
    close,
  };
});
