import { setTimeout as delay } from 'node:timers/promises';
import { Person } from '../support/person.js';
import { PRODUCTION_MAIL } from '../support/production-mail.js';
import type { RunningSystem } from '../support/topology.js';
import { monolith } from '../topologies/monolith.js';
import { oneDatabase } from '../topologies/storage.js';
import { fill } from './fill.js';
import { peakMb } from './resident.js';
import { SlowReader } from './slow-reader.js';

export const CLIENTS = 150;
/** Together they leave more unread than the maximum of the process. */
export const ADDRESSES = 8;
const PRODUCTION = {
  ...PRODUCTION_MAIL,
  NODE_ENV: 'production',
  JWT_SECRET: 'kX2v9QpLr7TnWz4YbC8dFgHj3MsNaE6u',
  TRUSTED_PROXIES: 'none',
};

/** One account with the maximum number of items, clients that do not read its responses, and an honest user. */
export class BesideSlowReaders {
  clients: SlowReader[] = [];

  private constructor(
    readonly system: RunningSystem,
    readonly big: Person,
    private readonly honest: Person,
  ) {}

  static async start(): Promise<BesideSlowReaders> {
    const system = await monolith('one database', oneDatabase).start(PRODUCTION);
    const [big, honest] = [await Person.arrive(system), await Person.arrive(system)];
    await honest.create('code');
    await fill(system, big);
    return new BesideSlowReaders(system, big, honest);
  }

  /**
   * Opens the clients, each of which requests a path so many times, and serves the honest user meanwhile.
   *
   * @returns the memory of the process at most, in MB
   */
  async mostMb(path: string, times: number): Promise<number> {
    const { system, big } = this;
    this.clients = Array.from(
      { length: CLIENTS },
      (_, i) =>
        new SlowReader(system.todoUrl, path, big.token, times, `127.0.1.${1 + (i % ADDRESSES)}`),
    );
    let mostMb = 0;
    for (let i = 0; i < 100; i++) {
      mostMb = Math.max(mostMb, await peakMb(system));
      expect((await this.honest.list()).status).toBe(200);
      await delay(50);
    }
    return mostMb;
  }

  async dispose(): Promise<void> {
    for (const client of this.clients) client.close();
    await this.system.dispose();
  }
}
