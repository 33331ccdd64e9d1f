import { Agent } from 'node:http';
import { anyEmail, basic } from '../support/client.js';
import { PASSWORD, Person } from '../support/person.js';
import { PRODUCTION_MAIL } from '../support/production-mail.js';
import type { RunningSystem } from '../support/topology.js';
import { monolith } from '../topologies/monolith.js';
import { oneDatabase } from '../topologies/storage.js';
import { ConstantServer } from './constant-server.js';
import { type Greed, GreedyClient } from './greedy-client.js';
import { callFrom, type Call, DIRECT, type Origin, PROXIED } from './origin.js';
import type { Habit } from './side-by-side.js';

/** The production default of CONNECTIONS_PER_ADDRESS_MAX. */
export const CONNECTIONS = 200;
export const HONEST = 6;
const ITEMS = 20;
/** The first addresses belong to honest clients; people register from these on. */
const FIRST_HOME = 100;
const FIRST_ATTACKER = 500;
/** Clients at the address of the proxy connect through it, all others directly. */
const PRODUCTION = {
  ...PRODUCTION_MAIL,
  NODE_ENV: 'production',
  JWT_SECRET: 'q7Hd-2nVx-9sLp-4tRw-8zKc-1mBf-6yGj',
  TRUSTED_PROXIES: PROXIED.proxies,
};

/** How a client gets its address: {@link DIRECT} or {@link PROXIED}. */
export type Way = typeof DIRECT;

/** A client at a separate address, which keeps a connection as browsers do. */
interface Honest {
  person: Person;
  item: number;
  agent: Agent;
}

/** A process in production, and honest users of it, to be attacked in several ways. */
export class Town {
  private readonly people: Honest[] = [];
  private constant: ConstantServer | undefined;
  private homes = 0;
  private attackers = 0;
  private turn = 0;

  private constructor(readonly system: RunningSystem) {}

  static async start(): Promise<Town> {
    const town = new Town(await monolith('one database', oneDatabase).start(PRODUCTION));
    for (let i = 0; i < HONEST; i++) {
      const person = await town.arrive();
      for (let n = 1; n < ITEMS; n++) await person.create(`item ${n}`);
      const agent = new Agent({ keepAlive: true });
      town.people.push({ person, item: await person.createItem('last'), agent });
    }
    return town;
  }

  /** A user who registers at a separate address: too many from one would be refused. */
  async arrive(): Promise<Person> {
    const email = anyEmail();
    const json = { email, password: PASSWORD };
    const call = { method: 'POST', path: '/api/v1/users/create', json };
    const home = DIRECT.origin(FIRST_HOME + this.homes++);
    const { status } = await callFrom(home, this.system.authUrl, call);
    expect(status).toBe(201);
    return Person.known(this.system, email);
  }

  /** An unused address: the guesses of the last attacker's address may be used up. */
  attackersPlace({ origin }: Way): Origin {
    return origin(FIRST_ATTACKER + this.attackers++);
  }

  /**
   * A client that sends calls to the town, and as a decoy the same one that sends them to a server
   * which does nothing: both cost the machine the same.
   */
  async attack(greed: Greed, calls: readonly Call[]) {
    this.constant ??= await ConstantServer.start();
    const client = GreedyClient.start(this.system.todoUrl, greed, calls);
    const decoy = GreedyClient.start(this.constant.url, greed, calls);
    return { client, decoy, end: () => Promise.all([client.end(), decoy.end()]) };
  }

  /** The actions of honest people, in turn. */
  habits(way: Way) {
    return {
      lists: this.habit(way, 40, ({ person: { token } }) => listOf(token)),
      updates: this.habit(way, 15, ({ person: { token }, item }) => ({
        method: 'PATCH',
        path: '/api/v1/update',
        headers: { token },
        json: { id: item, status: this.turn % 2 ? 'DONE' : 'PENDING' },
      })),
      logins: this.habit(way, 4, ({ person: { email } }) => ({
        method: 'POST',
        path: '/api/v1/auth/login',
        headers: { authorization: basic(email, PASSWORD) },
      })),
    };
  }

  async dispose(): Promise<void> {
    for (const { agent } of this.people) agent.destroy();
    await this.constant?.end();
    await this.system.dispose();
  }

  private habit({ origin }: Way, perSecond: number, call: (honest: Honest) => Call): Habit {
    return {
      perSecond,
      work: async () => {
        const index = this.turn++ % this.people.length;
        const honest = this.people[index]!;
        const { system } = this;
        const answer = await callFrom(origin(index), system.todoUrl, call(honest), honest.agent);
        expect({ status: answer.status, text: answer.text }).toMatchObject({ status: 200 });
      },
    };
  }
}

export function listOf(token: string): Call {
  return { method: 'GET', path: '/api/v1/get/all', headers: { token } };
}
