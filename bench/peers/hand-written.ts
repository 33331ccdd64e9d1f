import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import pg from 'pg';
import { claimsOf } from './authenticate.js';
import { createSchema, listSchema, updateSchema } from './schemas.js';
import { settings } from './settings.js';
import { CREATE_ITEM, LIST_ITEMS, UPDATE_ITEM } from './statements.js';

interface Item {
  id: number;
  title: string;
  status: 'PENDING' | 'DONE';
}

// Ids are bigint, and small: numbers in JSON, like those of the product.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

type UserIdOf = (request: FastifyRequest, pool: pg.Pool) => number | Promise<number>;

/** The user of the token. */
export const fromToken: UserIdOf = (request) => claimsOf(request).user_id;

/** A to-do server with nothing between Fastify and pg. */
export function handWritten(userIdOf: UserIdOf): FastifyInstance {
  const pool = new pg.Pool({ connectionString: settings.databaseUrl, max: settings.poolSize });
  const app = Fastify();

  const listItems = async (userId: number) => {
    const { rows } = await pool.query<Item>({ ...LIST_ITEMS, values: [userId] });
    const [pending, done]: [Item[], Item[]] = [[], []];
    for (const item of rows) (item.status === 'DONE' ? done : pending).push(item);
    return { pending, done };
  };

  app.get('/api/v1/get/all', { schema: listSchema }, async (request) =>
    listItems(await userIdOf(request, pool)),
  );

  app.post<{ Body: Item }>('/api/v1/create', { schema: createSchema }, async (request, reply) => {
    const userId = await userIdOf(request, pool);
    const { title, status } = request.body;
    await pool.query({ ...CREATE_ITEM, values: [userId, title.trim(), status] });
    reply.code(201);
    return listItems(userId);
  });

  app.put<{ Body: Item }>('/api/v1/update', { schema: updateSchema }, async (request) => {
    const userId = await userIdOf(request, pool);
    const { id, title, status } = request.body;
    const values = [userId, id, title.trim(), status];
    const { rowCount } = await pool.query({ ...UPDATE_ITEM, values });
    if (rowCount === 0) throw Object.assign(new Error('No such item.'), { statusCode: 404 });
    return listItems(userId);
  });

  app.get('/readyz', async () => (await pool.query('SELECT 1')).rowCount);
  app.addHook('onClose', () => pool.end());
  return app;
}
