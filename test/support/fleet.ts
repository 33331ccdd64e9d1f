import { AppProcess } from './app-process.js';
import { RoundRobin } from './round-robin.js';

/** Several processes of one app on the same data, behind one address. */
export class Fleet {
  private processes: AppProcess[] = [];
  private earlierLogs = '';

  private constructor(
    private readonly proxy: RoundRobin,
    private readonly startOne: () => Promise<AppProcess>,
    private readonly size: number,
  ) {}

  /** Starts them all at the same moment, possibly on an empty database. */
  static async start(
    app: string,
    size: number,
    folder: string,
    env: NodeJS.ProcessEnv,
  ): Promise<Fleet> {
    const startOne = () => AppProcess.start(app, folder, env);
    const fleet = new Fleet(await RoundRobin.open(), startOne, size);
    await fleet.startAll();
    return fleet;
  }

  /** The address that spreads requests over all of them. */
  get url(): string {
    return this.proxy.url;
  }

  /** The address of each of them. */
  get members(): readonly AppProcess[] {
    return this.processes;
  }

  get log(): string {
    return this.earlierLogs + this.processes.map(({ log }) => log).join('');
  }

  /** Kills all of them at once. */
  async kill(): Promise<void> {
    await Promise.all(this.processes.map((process) => process.kill()));
  }

  /** Starts as many again, at the same address. */
  async restart(): Promise<void> {
    this.earlierLogs = this.log;
    await this.startAll();
  }

  /** Stops all of them; resolves to their exit codes. */
  stop(): Promise<(number | null)[]> {
    return Promise.all(this.processes.map((process) => process.stop()));
  }

  async dispose(): Promise<void> {
    await this.stop();
    await this.proxy.close();
  }

  private async startAll(): Promise<void> {
    const starts = await Promise.allSettled(Array.from({ length: this.size }, this.startOne));
    this.processes = starts.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    const failure = starts.find((each) => each.status === 'rejected');
    if (failure) {
      await this.dispose();
      throw failure.reason;
    }
    this.proxy.spreadOver(this.processes.map(({ url }) => url));
  }
}
