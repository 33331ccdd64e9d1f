import { createDatabase, execute } from '../support/postgres.js';
import type { Context } from './earlier-version.js';

/** Databases and roles as the documents of version 0.1 describe them. */
export interface EarlierStorage {
  urls: Record<Context, string>;
  /** The names of the schemas of the contexts. */
  schemas: Record<Context, string>;
  env: NodeJS.ProcessEnv;
  /** The steps of an administrator according to the documents of this version. */
  grant(): Promise<void>;
  remove(): Promise<void>;
}

/** docs/topologies.md: one database, with a role per context that may create tables in `public`. */
export async function sharedDatabase(): Promise<EarlierStorage> {
  const database = await createDatabase();
  const role = async (context: Context) => {
    const url = await database.createBareRole(context);
    await execute(database.url, `GRANT CREATE, USAGE ON SCHEMA public TO ${new URL(url).username}`);
    return url;
  };
  const urls = { auth: await role('auth'), todo: await role('todo') };
  return {
    urls,
    schemas: { auth: 'auth', todo: 'todo' },
    env: { AUTH_DB_URL: urls.auth, TO_DO_DB_URL: urls.todo },
    grant: async () => {
      for (const [context, url] of Object.entries(urls)) {
        const { username } = new URL(url);
        await execute(
          database.url,
          `CREATE SCHEMA ${context}; GRANT USAGE, CREATE ON SCHEMA ${context} TO ${username}`,
        );
      }
    },
    remove: () => database.drop(),
  };
}

/** docker-compose.yml: a database per context, of an owner with the name of the schema. */
export async function ownedDatabases(): Promise<EarlierStorage> {
  const databases = { auth: await createDatabase(), todo: await createDatabase() };
  const own = async (context: Context) => {
    const database = databases[context];
    const url = new URL(await database.createBareRole(context));
    const sql = `ALTER DATABASE ${url.pathname.slice(1)} OWNER TO ${url.username}`;
    await execute(database.url, sql);
    return url;
  };
  const [auth, todo] = [await own('auth'), await own('todo')];
  const schemas = { auth: auth.username, todo: todo.username };
  return {
    urls: { auth: auth.href, todo: todo.href },
    schemas,
    env: {
      AUTH_DB_URL: auth.href,
      TO_DO_DB_URL: todo.href,
      AUTH_DB_SCHEMA: schemas.auth,
      TO_DO_DB_SCHEMA: schemas.todo,
    },
    grant: async () => undefined,
    remove: async () => {
      await databases.auth.drop();
      await databases.todo.drop();
    },
  };
}
