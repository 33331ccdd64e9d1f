import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openServerFolder, type ServerFolder } from './server-folder.js';
import { freePort } from './free-port.js';
import { answers } from './postgres-server.js';
import { ServerProcess } from './server-process.js';
import { waitFor } from './wait-for.js';

const PROGRAM = '/usr/sbin/pgbouncer';
const START_LIMIT_MS = 10_000;

/**
 * A separate PgBouncer for a test, which pools transactions: a client has a connection for one
 * transaction only.
 */
export class PgBouncer {
  private constructor(
    private readonly folder: ServerFolder,
    private readonly port: number,
    private readonly process: ServerProcess,
  ) {}

  /**
   * @param targetUrl a database of the target server; all are accessed as its user
   * @param poolSize the maximum number of connections per database
   */
  static async start(targetUrl: string, poolSize: number): Promise<PgBouncer> {
    const [target, folder, port] = [new URL(targetUrl), await openServerFolder(), await freePort()];
    const file = join(folder.path, 'pgbouncer.ini');
    await writeFile(file, configuration(target, port, poolSize), { mode: 0o644 });
    const process = ServerProcess.start(PROGRAM, [file], folder.user);
    const bouncer = new PgBouncer(folder, port, process);
    try {
      await waitFor(
        () => process.hasEnded() || answers(bouncer.url(target.href)),
        START_LIMIT_MS,
        () => `PgBouncer to start:\n${process.log}`,
      );
      if (process.hasEnded()) throw new Error(`PgBouncer did not start:\n${process.log}`);
      return bouncer;
    } catch (error) {
      await bouncer.dispose();
      throw error;
    }
  }

  /** The URL of a database, through this pooler. */
  url(databaseUrl: string): string {
    return Object.assign(new URL(databaseUrl), { port: `${this.port}` }).href;
  }

  get log(): string {
    return this.process.log;
  }

  async dispose(): Promise<void> {
    await this.process.end('SIGQUIT');
    await this.folder.remove();
  }
}

function configuration({ hostname, port, username, password }: URL, own: number, size: number) {
  return `[databases]
* = host=${hostname} port=${port} user=${username} password=${password}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${own}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = ${size}
max_client_conn = 500
`;
}
