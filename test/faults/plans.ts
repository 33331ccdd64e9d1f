import { Person } from '../support/person.js';
import { waitFor } from '../support/wait-for.js';
import { query } from '../privacy/stored.js';
import type { SplitSystem } from '../topologies/split.js';

const LIMIT_MS = 60_000;

/** A person with an item, and another session. */
export interface Planner {
  id: number;
  person: Person;
  other: string;
}

/** What auth has of an account. */
export interface Stored {
  users: number;
  plans: number;
  planned: number;
  cancelled: number;
  deleted: number;
  events: number;
}

/** As after the registration. */
export const WHOLE: Stored = {
  ...{ users: 1, plans: 0, planned: 0, cancelled: 0, deleted: 0, events: 0 },
};
export const PLANNED: Stored = { ...WHOLE, plans: 1, planned: 1 };
export const CANCELLED: Stored = { ...WHOLE, planned: 1, cancelled: 1 };
export const DELETED: Stored = { ...WHOLE, users: 0, planned: 1, deleted: 1, events: 1 };

/** Accounts whose deletion is planned, in a system with a grace. */
export class Plans {
  constructor(private readonly system: () => SplitSystem) {}

  get url(): string {
    return this.system().env['AUTH_DB_URL']!;
  }

  auth<Row>(sql: string): Promise<Row[]> {
    return query(this.url, sql);
  }

  async arrive(): Promise<Planner> {
    const person = await Person.arrive(this.system());
    await person.createItem('mine');
    const other = await Person.logIn(this.system(), person.email);
    return { id: await person.id(), person, other };
  }

  async planned(): Promise<Planner> {
    const planner = await this.arrive();
    const { status, text } = await planner.person.deleteAccount();
    if (status !== 200) throw new Error(`cannot plan a deletion: ${text}`);
    return planner;
  }

  /** Lets the time of these pass. */
  async pass(ids: readonly number[]): Promise<void> {
    const sql = `UPDATE auth.planned_deletions SET deletes_at = now() - interval '1 minute'
      WHERE user_id IN (${ids.join()})`;
    await this.auth(sql);
  }

  async stored(id: number): Promise<Stored> {
    return (await this.storedOf([id]))[0]!;
  }

  /** What is stored of users, in the order of the ids: of one statement, and so of one moment. */
  storedOf(ids: readonly number[]): Promise<Stored[]> {
    const count = (from: string) => `(SELECT count(*)::integer FROM auth.${from})`;
    const entries = (action: string) =>
      count(`audit WHERE subject = 'user:' || u.id AND action = '${action}'`);
    const deletions = `events WHERE type = 'user.deleted' AND (data ->> 'userId')::bigint = u.id`;
    return this.auth<Stored>(
      `SELECT ${count('users WHERE id = u.id')} AS users,
         ${count('planned_deletions WHERE user_id = u.id')} AS plans,
         ${entries('deletion_planned')} AS planned,
         ${entries('deletion_cancelled')} AS cancelled,
         ${entries('account_deleted')} AS deleted,
         ${count(deletions)} AS events
       FROM unnest(ARRAY[${ids.join()}]::bigint[]) AS u (id)`,
    );
  }

  /** How many items todo has of a user. */
  async items(id: number): Promise<number> {
    const sql = `SELECT FROM todo.user_connections WHERE user_id = ${id}`;
    return (await query(this.system().env['TO_DO_DB_URL']!, sql)).length;
  }

  until(what: string, condition: () => Promise<boolean>): Promise<void> {
    return waitFor(condition, LIMIT_MS, () => `${what}: ${this.system().log().slice(-4_000)}`);
  }
}
