// Peer (b): the same, with a lookup of the user on each request, which refuses deleted users.
import { claimsOf } from './authenticate.js';
import { handWritten } from './hand-written.js';
import { serve } from './serve.js';
import { FIND_USER } from './statements.js';

const app = handWritten(async (request, pool) => {
  const { unique_id } = claimsOf(request);
  const { rows } = await pool.query<{ id: number }>({ ...FIND_USER, values: [unique_id] });
  if (!rows[0]) throw Object.assign(new Error('No such user.'), { statusCode: 401 });
  return rows[0].id;
});

await serve(app);
