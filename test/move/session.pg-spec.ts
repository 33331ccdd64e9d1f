import { Session } from '../../scripts/move/place/session.js';
import { createDatabase, type TestDatabase } from '../support/postgres.js';

let database: TestDatabase;
let session: Session;
beforeAll(async () => {
  database = await createDatabase();
  session = await Session.open(database.url, 'database');
});
afterAll(async () => {
  await session.close();
  await database.drop();
});

describe('errors of a session of the mover', () => {
  it.each([
    ['a refused value', `SELECT 'secret'::integer`, 'refused a value, SQLSTATE 22P02'],
    [
      'a value that is there twice',
      `CREATE TEMPORARY TABLE once (text text PRIMARY KEY);
       INSERT INTO once VALUES ('secret'); INSERT INTO once VALUES ('secret')`,
      'duplicate key value violates unique constraint',
    ],
  ])('contain no values of rows: %s', async (_, sql, message) => {
    const error: unknown = await session.run(sql).catch((thrown: unknown) => thrown);
    expect((error as Error).message).toContain(message);
    const fields = Object.entries(error as Error);
    expect(JSON.stringify([fields, (error as Error).stack])).not.toContain('secret');
  });
});
