import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { StartError } from '../../errors/index.js';
import type { DatabaseOptions } from '../database.options.js';
import { EmbeddedDatabase } from './embedded-database.js';
import { openMigratedDataSource } from '../open-data-source.js';

class Numbers1000000000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('CREATE TABLE numbers (n integer PRIMARY KEY)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE numbers');
  }
}

const LOCK_LIBRARY = createRequire(import.meta.url).resolve('fs-native-extensions');
/** Another process that has the database of this lock file open. */
const OTHER_PROCESS = `
  const fd = require('node:fs').openSync(process.argv[1], 'a+');
  console.log(require(${JSON.stringify(LOCK_LIBRARY)}).tryLock(fd));
  setInterval(() => {}, 1000);`;

let folder: string;
let dataDir: string;
/** Two contexts of one process; "b" found files of a killed process. */
let a: DataSource;
let b: DataSource;
let leftoverSocketFolder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'test-'));
  dataDir = join(folder, 'not/there/yet');
  a = await open('a');
  await leaveBehindHalf('b');
  leftoverSocketFolder = await leaveBehindSocket('b');
  b = await open('b');
}, 120_000);

afterAll(async () => {
  await a.destroy();
  await b.destroy();
  await rm(folder, { recursive: true, force: true });
});

function open(context: string, over: Partial<DatabaseOptions> = {}): Promise<DataSource> {
  return openMigratedDataSource({
    context,
    url: undefined,
    urlVariable: 'ANY_DB_URL',
    schemaVariable: 'ANY_DB_SCHEMA',
    maxConnections: 10,
    dataDir,
    migrations: [Numbers1000000000001],
    ...over,
  });
}

/** A first start that was killed while it created the database. */
async function leaveBehindHalf(context: string): Promise<void> {
  await mkdir(join(dataDir, `${context}.new/base`), { recursive: true });
  await writeFile(join(dataDir, `${context}.new/PG_VERSION`), '1');
}

/** A process that was killed while it had the database open. */
async function leaveBehindSocket(context: string): Promise<string> {
  const socketFolder = await mkdtemp(join(tmpdir(), 'seam-'));
  await writeFile(join(socketFolder, '.s.PGSQL.5432'), '');
  await writeFile(join(dataDir, `${context}.lock`), socketFolder);
  return socketFolder;
}

function socketFolder(dataSource: DataSource): string {
  return (dataSource.options as unknown as { host: string }).host;
}

async function modeOf(path: string): Promise<number> {
  return (await stat(path)).mode & 0o777;
}

async function numbers(dataSource: DataSource): Promise<number[]> {
  const rows: { n: number }[] = await dataSource.query('SELECT n FROM numbers ORDER BY n');
  return rows.map(({ n }) => n);
}

async function refusal(attempt: Promise<unknown>): Promise<string> {
  const error = await attempt.then(
    () => new Error('it was opened'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(StartError);
  return (error as StartError).message;
}

describe('An embedded database', () => {
  afterEach(async () => {
    await a.query('DELETE FROM numbers');
    await b.query('DELETE FROM numbers');
  });

  it('is separate for each context', async () => {
    await a.query('INSERT INTO numbers VALUES (1)');
    await b.query('INSERT INTO numbers VALUES (2)');
    await expect(Promise.all([numbers(a), numbers(b)])).resolves.toEqual([[1], [2]]);
    await expect(readdir(dataDir)).resolves.toEqual(['a', 'a.lock', 'b', 'b.lock']);
  });

  it('commits what 100 concurrent transactions commit, and nothing of those rolled back', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 100 }, (_, n) =>
        a.transaction(async (manager) => {
          await manager.query('INSERT INTO numbers VALUES ($1)', [n]);
          if (n % 2 === 1) throw new Error('odd');
        }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(50);
    await expect(numbers(a)).resolves.toEqual(Array.from({ length: 50 }, (_, i) => 2 * i));
  });

  it('works after queries that failed, in a transaction and outside', async () => {
    await expect(a.query('SELECT nonsense')).rejects.toThrow('nonsense');
    await expect(a.transaction((manager) => manager.query('SELECT nonsense'))).rejects.toThrow();
    await a.query('INSERT INTO numbers VALUES (1)');
    await expect(numbers(a)).resolves.toEqual([1]);
  });

  it('keeps its data when it is closed and opened again', async () => {
    await a.query('INSERT INTO numbers SELECT generate_series(1, 1000)');
    await a.destroy();
    a = await open('a');
    await expect(numbers(a)).resolves.toHaveLength(1000);
  });

  it('is closed once, however often it is asked to', async () => {
    const database = await EmbeddedDatabase.open(dataDir, 'd');
    await Promise.all([database.close(), database.close()]);
    await database.close();
    await (await EmbeddedDatabase.open(dataDir, 'd')).close();
  });
});

describe('The files of an embedded database', () => {
  it('are in a directory that only this user may enter, and so is that directory', async () => {
    expect(await modeOf(dataDir)).toBe(0o700);
    expect(await modeOf(join(dataDir, 'a'))).toBe(0o700);
  });

  it('are so too if others could enter it before', async () => {
    await a.destroy();
    await chmod(join(dataDir, 'a'), 0o755);
    a = await open('a');
    expect(await modeOf(join(dataDir, 'a'))).toBe(0o700);
  });
});

describe('The socket of an embedded database', () => {
  it('is in a folder that only this user may enter, and there is no port', async () => {
    const folder = socketFolder(a);
    expect(await modeOf(folder)).toBe(0o700);
    await expect(readdir(folder)).resolves.toEqual(['.s.PGSQL.5432']);
    expect((await stat(join(folder, '.s.PGSQL.5432'))).isSocket()).toBe(true);
  });

  it('is not shared by two contexts', () => {
    expect(socketFolder(a)).not.toBe(socketFolder(b));
  });

  it('is noted in the lock file while it exists, and removed on closing', async () => {
    const folder = socketFolder(a);
    await expect(readFile(join(dataDir, 'a.lock'), 'utf8')).resolves.toBe(folder);
    await a.destroy();
    expect(existsSync(folder)).toBe(false);
    await expect(readFile(join(dataDir, 'a.lock'), 'utf8')).resolves.toBe('');
    a = await open('a');
  });
});

describe('The files of a killed process', () => {
  it('are removed: its socket', () => {
    expect(existsSync(leftoverSocketFolder)).toBe(false);
  });

  it('do not prevent a start: a database that was only half created', () => {
    expect(existsSync(join(dataDir, 'b.new'))).toBe(false);
  });

  it('do not include a noted folder that cannot be a socket folder', async () => {
    const precious = await mkdtemp(join(tmpdir(), 'precious-'));
    await b.destroy();
    await writeFile(join(dataDir, 'b.lock'), precious);
    b = await open('b');
    expect(existsSync(precious)).toBe(true);
    await rm(precious, { recursive: true });
  });
});

describe('A second opener of an embedded database', () => {
  it('is refused within this process, with the variable and the directory', async () => {
    const message = await refusal(EmbeddedDatabase.open(dataDir, 'a'));
    expect(message).toMatch(/^DATA_DIR: /);
    expect(message).toContain(`${join(dataDir, 'a')} is open in another process`);
    await expect(a.query('SELECT 1 AS one')).resolves.toEqual([{ one: 1 }]);
  });

  it('is refused while another process has it, and accepted once that was killed', async () => {
    await b.destroy();
    const other = spawn(process.execPath, ['-e', OTHER_PROCESS, join(dataDir, 'b.lock')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    expect(String(await once(other.stdout, 'data'))).toContain('true');
    const message = await refusal(open('b'));
    await kill(other);
    expect(message).toMatch(/^DATA_DIR: /);
    expect(message).toContain(`${join(dataDir, 'b')} is open in another process`);
    b = await open('b');
    await expect(numbers(b)).resolves.toEqual([]);
  });

  async function kill(child: ChildProcess): Promise<void> {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
});

describe('An embedded database that cannot be opened', () => {
  it('names DATA_DIR when the folder cannot be made', async () => {
    await writeFile(join(dataDir, 'file'), '');
    const message = await refusal(EmbeddedDatabase.open(join(dataDir, 'file/data'), 'a'));
    expect(message).toMatch(/^DATA_DIR: .* cannot be used: /);
    await rm(join(dataDir, 'file'));
  });

  it('is not changed when it is no database, and its directory is free afterwards', async () => {
    await mkdir(join(dataDir, 'c'));
    await writeFile(join(dataDir, 'c/PG_VERSION'), '12\n');
    for (const attempt of [1, 2]) {
      const message = await refusal(EmbeddedDatabase.open(dataDir, 'c'));
      expect([attempt, message]).toEqual([attempt, expect.stringContaining('cannot be opened')]);
      expect(message).toContain(`DATA_DIR: the embedded database in ${join(dataDir, 'c')}`);
    }
    await expect(readdir(join(dataDir, 'c'))).resolves.toEqual(['PG_VERSION']);
    const noted = await readFile(join(dataDir, 'c.lock'), 'utf8');
    expect(existsSync(noted)).toBe(false);
  });
});

describe('A TMPDIR that cannot have sockets', () => {
  /** The environment of the process, which Node reads; jest gives tests a copy. */
  const { env } = runInThisContext('process') as NodeJS.Process;
  const before = env['TMPDIR'];

  afterEach(restore);

  function restore(): void {
    if (before === undefined) delete env['TMPDIR'];
    else env['TMPDIR'] = before;
  }

  it.each([
    ['is longer than sockets allow', 'x'.repeat(91), true],
    ['does not exist', 'missing', false],
  ])('is named if it %s, and nothing stays open', async (_what, name, exists) => {
    const unfit = join(folder, name);
    if (exists) await mkdir(unfit);
    env['TMPDIR'] = unfit;
    const message = await refusal(EmbeddedDatabase.open(dataDir, 'd'));
    expect(message).toMatch(/^TMPDIR: /);
    expect(message).toContain(unfit);
    if (exists) await expect(readdir(unfit)).resolves.toEqual([]);

    restore();
    await (await EmbeddedDatabase.open(dataDir, 'd')).close();
  });
});
