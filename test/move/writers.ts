import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { activate, FENCE, inCharge, seeAddress } from '#glue/db';
import { execute } from '../support/postgres.js';
import { waitFor } from '../support/wait-for.js';

const SCHEMA = 'todo';
const PAUSE_MS = 10;
const SLOW_MS = 250;
const LIMIT_MS = 30_000;

interface Row {
  title: string;
  status: string;
  owner: number;
}

/**
 * Clients of the tables of todo that write what they like at the address in charge, and change to the
 * other one as processes do. They know each row that was acknowledged.
 */
export class Writers {
  /** By id. */
  readonly rows = new Map<number, Row>();
  acknowledged = 0;
  refused = 0;
  readonly errors: string[] = [];
  /** The longest time without a success while writes were refused. */
  longestMs = 0;
  private stopped = false;
  private count = 0;
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly urls: readonly [string, string],
    private readonly random: () => number,
  ) {}

  start(number: number): void {
    this.stopped = false;
    const all = Array.from({ length: number }, (_, owner) => this.work(owner + 1));
    this.running = Promise.all(all);
    this.running.catch(() => undefined);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.running;
  }

  /** Differences between the acknowledged rows and those that are stored. */
  async differences(url: string): Promise<string[]> {
    const { rows } = (await execute(
      url,
      `SELECT i.id, i.title, i.status, array_agg(c.user_id) AS owners
       FROM todo.to_do_items i LEFT JOIN todo.user_connections c ON c.to_do_id = i.id GROUP BY i.id`,
    )) as { rows: { id: number; title: string; status: string; owners: number[] }[] };
    const found = new Map(rows.map((row) => [row.id, row]));
    const lost = [...this.rows].flatMap(([id, { title, status, owner }]) => {
      const row = found.get(id);
      const isEqual =
        row?.title === title && row.status === status && row.owners.join() === String(owner);
      return isEqual ? [] : [`${id} is ${JSON.stringify(row)}, not ${title}, ${status}, ${owner}`];
    });
    const doubled = rows
      .filter(({ id }) => !this.rows.has(id))
      .map(({ id }) => `${id} is not deleted`);
    return [...lost, ...doubled];
  }

  private async work(owner: number): Promise<void> {
    let client = await this.connect();
    let lastSuccess = performance.now();
    const own = new Set<number>();
    while (!this.stopped) {
      try {
        await this.write(client, owner, own);
        this.acknowledged++;
        lastSuccess = performance.now();
      } catch (error) {
        await client.query('ROLLBACK').catch(() => undefined);
        if ((error as { constraint?: string }).constraint !== FENCE)
          this.errors.push(String(error));
        this.refused++;
        await client.end();
        client = await this.connect();
        this.longestMs = Math.max(this.longestMs, performance.now() - lastSuccess);
      }
      await delay(this.random() * PAUSE_MS);
    }
    await client.end();
  }

  private async connect(): Promise<pg.Client> {
    let index: number | undefined;
    await waitFor(
      async () => {
        const seen = await Promise.all(this.urls.map((url) => seeAddress(url, SCHEMA)));
        index = inCharge(seen)?.index;
        const chosen = index === undefined ? undefined : seen[index];
        if (typeof chosen === 'object') await this.complete(this.urls[index!]!, chosen.move);
        return index !== undefined;
      },
      LIMIT_MS,
      () => 'an address in charge',
    );
    const client = new pg.Client({ connectionString: this.urls[index!]! });
    client.setTypeParser(pg.types.builtins.INT8, Number);
    client.on('error', () => {});
    await client.connect();
    return client;
  }

  /** As a process does after a mover was killed. */
  private async complete(url: string, move: string): Promise<void> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await activate((sql, values) => client.query(sql, values), SCHEMA, move);
    await client.end();
  }

  /** One transaction; some of an old snapshot, which write late. */
  private async write(client: pg.Client, owner: number, own: Set<number>): Promise<void> {
    const isOld = this.random() < 0.1;
    await client.query(`BEGIN ISOLATION LEVEL ${isOld ? 'REPEATABLE READ' : 'READ COMMITTED'}`);
    if (isOld) {
      await client.query('SELECT count(*) FROM todo.user_refs');
      await delay(this.random() * SLOW_MS);
    }
    const done = await this.change(client, owner, own);
    if (this.random() < 0.1) await delay(this.random() * PAUSE_MS);
    await client.query('COMMIT');
    done();
  }

  private change(client: pg.Client, owner: number, own: Set<number>): Promise<() => void> {
    const ids = [...own];
    const id = ids[Math.floor(this.random() * ids.length)];
    const chance = this.random();
    if (id === undefined || chance < 0.4) return this.create(client, owner, own);
    if (chance < 0.65) return this.update(client, id);
    if (chance < 0.85) return this.transfer(client, id);
    return this.remove(client, id, own);
  }

  private async create(client: pg.Client, owner: number, own: Set<number>) {
    const row = { title: `${owner}-${this.count++}, "ä", \\ and 'x'`, status: 'PENDING', owner };
    const { rows } = await client.query<{ id: number }>(
      'INSERT INTO todo.to_do_items (title, status) VALUES ($1, $2) RETURNING id',
      [row.title, row.status],
    );
    const { id } = rows[0]!;
    await client.query(
      `INSERT INTO todo.user_connections (user_id, to_do_id, role) VALUES ($1, $2, 'owner')`,
      [owner, id],
    );
    return () => {
      if (this.rows.has(id)) this.errors.push(`the id ${id} was given twice`);
      this.rows.set(id, row);
      own.add(id);
    };
  }

  private async update(client: pg.Client, id: number) {
    const row = { ...this.rows.get(id)!, title: `changed-${this.count++}`, status: 'DONE' };
    await client.query('UPDATE todo.to_do_items SET title = $2, status = $3 WHERE id = $1', [
      id,
      row.title,
      row.status,
    ]);
    return () => void this.rows.set(id, row);
  }

  /** Changes a primary key. */
  private async transfer(client: pg.Client, id: number) {
    const row = { ...this.rows.get(id)!, owner: 1_000 + this.count++ };
    await client.query('UPDATE todo.user_connections SET user_id = $2 WHERE to_do_id = $1', [
      id,
      row.owner,
    ]);
    return () => void this.rows.set(id, row);
  }

  private async remove(client: pg.Client, id: number, own: Set<number>) {
    await client.query('DELETE FROM todo.to_do_items WHERE id = $1', [id]);
    return () => {
      this.rows.delete(id);
      own.delete(id);
    };
  }
}
