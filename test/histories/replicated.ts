import { openFolder } from '../topologies/folder.js';
import { AppProcess } from '../support/app-process.js';
import { ALL_CONTEXTS } from '../support/manifests.js';
import { execute } from '../support/postgres.js';
import { PostgresServer } from '../support/postgres-server.js';
import { TcpSwitch } from '../support/tcp-switch.js';
import { waitFor } from '../support/wait-for.js';

const REPLICAS = 3;
const LIMIT_MS = 60_000;

/** Processes of the product on a PostgreSQL that has a standby, behind one address. */
export class Replicated {
  private constructor(
    private primary: PostgresServer,
    private readonly standby: PostgresServer,
    private readonly address: TcpSwitch,
    private readonly folder: { path: string; remove(): Promise<void> },
    private readonly env: NodeJS.ProcessEnv,
    readonly processes: AppProcess[],
  ) {}

  /** @param isSynchronous whether each commit is at the standby, too, before it is acknowledged */
  static async start(isSynchronous: boolean): Promise<Replicated> {
    const primary = await PostgresServer.start();
    for (const { name } of ALL_CONTEXTS) await execute(primary.url(), `CREATE DATABASE ${name}`);
    const standby = await primary.startStandby();
    if (isSynchronous) {
      await execute(primary.url(), "ALTER SYSTEM SET synchronous_standby_names = '*'");
      await execute(primary.url(), 'SELECT pg_reload_conf()');
    }
    const address = await TcpSwitch.open(primary.port);
    const urls = ALL_CONTEXTS.map(({ name, database }) => [
      database.urlVariable,
      primary.url(name, address.port),
    ]);
    const env = Object.fromEntries(urls) as NodeJS.ProcessEnv;
    const folder = await openFolder('none');
    const start = () => AppProcess.start('monolith', folder.path, env);
    const processes = await Promise.all(Array.from({ length: REPLICAS }, start));
    return new Replicated(primary, standby, address, folder, env, processes);
  }

  /** Kills one process, and starts another one in its place. */
  async replace(index: number): Promise<void> {
    await this.processes[index]!.kill();
    this.processes[index] = await AppProcess.start('monolith', this.folder.path, this.env);
  }

  /** What the primary commits from now on is lost by {@link failOver}. */
  async stopReplication(): Promise<void> {
    await this.standby.kill();
  }

  /** Kills the primary, and promotes the standby. */
  async failOver(): Promise<void> {
    await this.primary.kill();
    if (this.standby.hasEnded) await this.standby.restart();
    await this.standby.promote();
    const isPromoted = async () => {
      const { rows } = await execute(this.standby.url(), 'SELECT pg_is_in_recovery() AS standby');
      return !(rows[0] as { standby: boolean }).standby;
    };
    await waitFor(isPromoted, LIMIT_MS, () => 'the promotion');
    this.address.leadTo(this.standby.port);
  }

  async dispose(): Promise<void> {
    await Promise.all(this.processes.map((process) => process.stop()));
    await this.address.close();
    await this.standby.dispose();
    await this.primary.dispose();
    await this.folder.remove();
  }
}
