import { describeProduct } from '../e2e/index.js';
import { createDatabase } from '../support/postgres.js';
import { monolith } from './monolith.js';

describeProduct(
  monolith('monolith, one PostgreSQL database', 'postgres', async () => {
    const database = await createDatabase();
    return {
      env: { AUTH_DB_URL: database.url, TO_DO_DB_URL: database.url },
      remove: database.drop,
    };
  }),
);
