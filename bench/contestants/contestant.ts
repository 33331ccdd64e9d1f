import type { ServerProcess } from './server-process.js';

/** The server of a request. */
export type Service = 'auth' | 'todo';

/** A server, or two, that can be measured. */
export interface Contestant {
  name: string;
  /** Its description, in one line. */
  about: string;
  start(): Promise<RunningContestant>;
}

export class RunningContestant {
  constructor(
    readonly name: string,
    private readonly servers: Record<Service, ServerProcess>,
  ) {}

  readonly url = (service: Service): string => this.servers[service].url;

  get pids(): number[] {
    return this.distinct.map(({ pid }) => pid);
  }

  /** Milliseconds from its start until the last of its servers was ready. */
  get readyMs(): number {
    return Math.max(...this.distinct.map(({ readyMs }) => readyMs));
  }

  async stop(): Promise<void> {
    await Promise.all(this.distinct.map((server) => server.stop()));
  }

  private get distinct(): ServerProcess[] {
    return [...new Set(Object.values(this.servers))];
  }
}
