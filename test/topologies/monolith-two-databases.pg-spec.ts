import { describeProduct } from '../e2e/index.js';
import { createDatabase } from '../support/postgres.js';
import { monolith } from './monolith.js';

describeProduct(
  monolith('monolith, two PostgreSQL databases', 'postgres', async () => {
    const [auth, todo] = [await createDatabase(), await createDatabase()];
    return {
      env: { AUTH_DB_URL: auth.url, TO_DO_DB_URL: todo.url },
      remove: async () => {
        await auth.drop();
        await todo.drop();
      },
    };
  }),
);
