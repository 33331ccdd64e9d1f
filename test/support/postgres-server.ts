import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { access, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openServerFolder, type ServerFolder } from './server-folder.js';
import { freePort } from './free-port.js';
import { execute } from './postgres.js';
import { ServerProcess } from './server-process.js';
import { waitFor } from './wait-for.js';

const DEBIAN = '/usr/lib/postgresql';
const START_LIMIT_MS = 20_000;
const run = promisify(execFile);

/** A separate PostgreSQL for a test, which may stop or copy it. Its user is `admin`, a superuser. */
export class PostgresServer {
  private constructor(
    private readonly programs: string,
    private readonly folder: ServerFolder,
    readonly port: number,
    private readonly password: string,
    private process: ServerProcess,
  ) {}

  static async start(): Promise<PostgresServer> {
    const [programs, folder] = [await findPrograms(), await openServerFolder()];
    const password = randomBytes(12).toString('hex');
    const file = join(folder.path, 'password');
    await writeFile(file, password);
    const access = ['-U', 'admin', '-A', 'scram-sha-256', `--pwfile=${file}`];
    const options = ['-D', 'data', '-E', 'UTF8', '--no-sync', ...access];
    await run(join(programs, 'initdb'), options, folder.user);
    return PostgresServer.open(programs, folder, password);
  }

  /** The URL of a database, at this server's port or at that of a proxy. */
  url(database = 'postgres', port = this.port): string {
    return `postgres://admin:${this.password}@127.0.0.1:${port}/${database}`;
  }

  /**
   * Makes a standby, which replicates this server by streaming and answers read-only statements.
   */
  async startStandby(): Promise<PostgresServer> {
    const folder = await openServerFolder();
    const options = ['-D', 'data', '-d', this.url(), '-R', '-X', 'stream', '-c', 'fast'];
    const base = [...options, '--no-sync'];
    await run(join(this.programs, 'pg_basebackup'), base, folder.user);
    return PostgresServer.open(this.programs, folder, this.password);
  }

  /** Waits until a standby has replayed all that this server has written so far. */
  async waitForReplay(standby: PostgresServer): Promise<void> {
    const { rows } = await execute(this.url(), 'SELECT pg_current_wal_lsn()::text AS lsn');
    const { lsn } = rows[0] as { lsn: string };
    const sql = `SELECT pg_last_wal_replay_lsn() >= '${lsn}'::pg_lsn AS done`;
    const hasReplayed = async () =>
      ((await execute(standby.url(), sql)).rows[0] as { done: boolean }).done;
    await waitFor(hasReplayed, START_LIMIT_MS, () => 'the standby to replay');
  }

  /** Promotes a standby to a server that accepts writes. */
  async promote(): Promise<void> {
    await execute(this.url(), 'SELECT pg_promote()');
  }

  get hasEnded(): boolean {
    return this.process.hasEnded();
  }

  /** Kills the server and all its processes at once, like a crash. */
  async kill(): Promise<void> {
    const children = await childrenOf(this.process.pid);
    const ended = this.process.end('SIGKILL');
    signalAll(children, 'SIGKILL');
    await ended;
  }

  /** Starts it again after it was killed, at the same address and on the same data. */
  async restart(): Promise<void> {
    this.process = startProcess(this.programs, this.folder, this.port);
    await this.untilItAnswers();
  }

  /** Stops its processes: it keeps its connections, accepts new ones, and answers nothing. */
  async freeze(): Promise<void> {
    // The first is the one that starts the others: once it is stopped, there are no new ones.
    signalAll([this.process.pid], 'SIGSTOP');
    signalAll(await childrenOf(this.process.pid), 'SIGSTOP');
  }

  /** Continues after {@link freeze}. */
  async thaw(): Promise<void> {
    signalAll([this.process.pid, ...(await childrenOf(this.process.pid))], 'SIGCONT');
  }

  /** Stops the server, and removes its data. */
  async dispose(): Promise<void> {
    await this.process.end('SIGQUIT');
    await this.folder.remove();
  }

  private static async open(
    programs: string,
    folder: ServerFolder,
    password: string,
  ): Promise<PostgresServer> {
    const port = await freePort();
    const process = startProcess(programs, folder, port);
    const server = new PostgresServer(programs, folder, port, password, process);
    try {
      await server.untilItAnswers();
      return server;
    } catch (error) {
      await server.dispose();
      throw error;
    }
  }

  private async untilItAnswers(): Promise<void> {
    const { process } = this;
    await waitFor(
      () => process.hasEnded() || answers(this.url()),
      START_LIMIT_MS,
      () => `PostgreSQL to start:\n${process.log}`,
    );
    if (process.hasEnded()) throw new Error(`PostgreSQL did not start:\n${process.log}`);
  }
}

function startProcess(programs: string, { user }: ServerFolder, port: number): ServerProcess {
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off'];
  const args = ['-D', 'data', '-p', `${port}`, ...settings.flatMap((each) => ['-c', each])];
  return ServerProcess.start(join(programs, 'postgres'), args, user);
}

async function childrenOf(pid: number): Promise<number[]> {
  const list = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return list.split(' ').filter(Boolean).map(Number);
}

function signalAll(pids: number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // it has ended meanwhile
    }
  }
}

/** Whether a server accepts connections. */
export async function answers(url: string): Promise<boolean> {
  return execute(url, 'SELECT 1').then(
    () => true,
    () => false,
  );
}

/** The folder of the programs of the newest PostgreSQL that Debian's packages have installed. */
async function findPrograms(): Promise<string> {
  const versions = await readdir(DEBIAN).catch(() => []);
  for (const version of versions.sort((a, b) => Number(b) - Number(a))) {
    const programs = join(DEBIAN, version, 'bin');
    const complete = await access(join(programs, 'initdb')).then(
      () => true,
      () => false,
    );
    if (complete) return programs;
  }
  throw new Error('No PostgreSQL found. Install it: apt-get install postgresql');
}
