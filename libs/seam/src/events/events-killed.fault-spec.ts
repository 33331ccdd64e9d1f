import { AppProcess } from '../../../../test/support/app-process.js';
import { freePort } from '../../../../test/support/free-port.js';
import { KilledApp, killOften } from '../../../../test/support/kill-often.js';
import { createDatabase, execute } from '../../../../test/support/postgres.js';
import { PostgresServer } from '../../../../test/support/postgres-server.js';
import { seededRandom } from '../../../../test/support/random.js';
import { testLength } from '../../../../test/support/test-length.js';
import { waitFor } from '../../../../test/support/wait-for.js';
import { bundled, CACHE, removeProgram } from '../commands/stock.suite.js';
import { BOOKS_OF_AN_AUTHOR } from './library.suite.js';

/** Of each target, for each way of numbering. */
const KILLS = testLength({
  short: { published: 3, read: 2 },
  long: { published: 80, read: 80 },
});
const WRITERS = '4';
const LIMIT_MS = 60_000;

let server: PostgresServer;
let program: string;
beforeAll(async () => {
  server = await PostgresServer.start();
  program = await bundled('libs/seam/src/events/library-process.suite.ts', 'library');
}, 60_000);
afterAll(async () => {
  await removeProgram(program);
  await server.dispose();
});

const numbers = async (url: string, sql: string) => {
  const { rows } = await execute(url, sql);
  return (rows as { number: number }[]).map(({ number }) => Number(number));
};

it.each(Object.entries(KILLS))(
  'numbered when %s: %d kills each of the producer, the provider, the follower and PostgreSQL: each event that was ' +
    'committed has one effect, and no other has one, in the order of commits',
  async (numberedWhen, kills) => {
    const random = seededRandom();
    const [library, reader] = [
      await createDatabase(server.url()),
      await createDatabase(server.url()),
    ];
    const port = String(await freePort());
    const start = (env: NodeJS.ProcessEnv) =>
      KilledApp.start(() => {
        const seed = String(Math.floor(random() * 2 ** 32));
        const options = { LIBRARY_NUMBERED: numberedWhen, LIBRARY_SEED: seed };
        return AppProcess.start(program, CACHE, { ...env, ...options });
      });
    const provider = await start({ LIBRARY_DB_URL: library.url, PORT: port });
    const producer = await start({ LIBRARY_DB_URL: library.url, LIBRARY_WRITERS: WRITERS });
    const follower = await start({
      LIBRARY_DB_URL: reader.url,
      LIBRARY_API_URL: `http://127.0.0.1:${port}`,
    });
    const count = async () =>
      (await numbers(reader.url, 'SELECT count(*) AS number FROM library.shelf'))[0]!;

    const postgres = () => server.kill().then(() => server.restart());
    const targets = {
      postgres,
      provider: provider.kill,
      producer: producer.kill,
      follower: follower.kill,
    };
    await killOften(kills, targets, count, random);
    await producer.stop();
    const sum = 'SELECT sum(books) AS number FROM library.authors';
    const [committed] = await numbers(library.url, sum);
    await waitFor(
      async () => (await count()) >= committed!,
      LIMIT_MS,
      () => `all ${committed} events to be applied`,
    );
    await follower.stop();
    await provider.stop();

    process.stderr.write(`${numberedWhen}: ${4 * kills} kills, ${committed} events committed\n`);
    const applied = await numbers(
      reader.url,
      'SELECT book AS number FROM library.shelf ORDER BY place',
    );
    const byId = `SELECT data->>'bookId' AS number FROM library.events ORDER BY id`;
    expect(applied).toEqual(await numbers(library.url, byId));
    const { rows } = await execute(library.url, 'SELECT author, books FROM library.authors');
    expect(rows.length).toBeGreaterThan(1);
    for (const { author, books } of rows as { author: number; books: number }[]) {
      const theirs = applied.filter((book) => Math.floor(book / BOOKS_OF_AN_AUTHOR) === author);
      const all = Array.from({ length: books }, (_, i) => author * BOOKS_OF_AN_AUTHOR + i + 1);
      expect(theirs).toEqual(all);
    }
  },
  60_000 + KILLS.published * 60_000,
);
