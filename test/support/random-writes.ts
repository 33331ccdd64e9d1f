import { randomUUID } from 'node:crypto';
import { type Answer, send } from './client.js';
import type { ListView, ViewedItem } from './list-view.js';
import { oneOf } from './random.js';
import { anySharedListWrite, type OtherUser, type WriteRequest } from './shared-list-writes.js';

const MOST_LISTS = 6;
const DUE = { date: '2090-01-31', time: '09:30', time_zone: 'Europe/Vienna' };

/** What was sent, once or twice, and its answers. */
export interface Written {
  what: WriteRequest['what'] | undefined;
  answers: Answer[];
}

/** Writes of version 2 that a client makes which shows a view, any of its items at any time. */
export class RandomWrites {
  /** The last one; 0 if there is none. */
  private deletedId = 0;

  constructor(
    private readonly url: string,
    private readonly view: ListView,
    private readonly others: readonly OtherUser[],
    private readonly random: () => number,
  ) {}

  /** Makes one; some are sent twice, with the same key. */
  async next(): Promise<Written> {
    const request = this.any();
    const { what, path, isKeyless = !path.startsWith('v2/') } = request;
    if (isKeyless || this.random() >= 0.2) return { what, answers: [await this.send(request)] };
    const key = `"${randomUUID()}"`;
    const keyed = { ...request, headers: { ...request.headers, 'idempotency-key': key } };
    return { what, answers: await Promise.all([this.send(keyed), this.send(keyed)]) };
  }

  private send({ method, path, json, headers = {} }: WriteRequest): Promise<Answer> {
    const { token } = this.view.person;
    return send(method, `${this.url}/api/${path}`, { token, headers, ...(json && { json }) });
  }

  private any(): WriteRequest {
    const item = this.oneOf([...this.view.items.values()]);
    const chance = this.random();
    if (!item || chance < 0.22) return this.create();
    if (chance < 0.42) return this.change(item);
    if (chance < 0.5) return this.delete(item);
    if (chance < 0.55 && this.deletedId) return this.restore();
    if (chance < 0.63) return this.move(item);
    if (chance < 0.7) return this.share(item);
    if (chance < 0.78) return this.list();
    if (chance < 0.93) return this.sharedList();
    return this.bulk(item);
  }

  private create(): WriteRequest {
    const json = { ...this.fields(), title: this.text(), client_id: randomUUID() };
    return { method: 'POST', path: 'v2/items', json: { ...json, list_id: this.listId() } };
  }

  private change({ id, etag }: ViewedItem): WriteRequest {
    const headers = { 'if-match': this.random() < 0.5 ? etag : '*' };
    return { method: 'PATCH', path: `v2/items/${id}`, json: this.fields(), headers };
  }

  private delete({ id }: ViewedItem): WriteRequest {
    this.deletedId = id;
    return { method: 'DELETE', path: `v2/items/${id}` };
  }

  private restore(): WriteRequest {
    return { method: 'POST', path: `v2/items/${this.deletedId}/restore` };
  }

  private move({ id }: ViewedItem): WriteRequest {
    const other = this.oneOf([...this.view.items.keys()])!;
    const json = this.random() < 0.5 ? { before: other } : { after: other };
    return { method: 'POST', path: `v2/items/${id}/move`, json };
  }

  private share({ id }: ViewedItem): WriteRequest {
    const { email } = this.oneOf(this.others)!;
    return { method: 'POST', path: `v1/items/${id}/users`, json: { email } };
  }

  private list(): WriteRequest {
    const list = this.oneOf(this.view.lists);
    const chance = this.random();
    if (!list || (chance < 0.4 && this.view.lists.length < MOST_LISTS))
      return { method: 'POST', path: 'v2/lists', json: { name: this.text() } };
    const path = `v2/lists/${list.id}`;
    if (chance < 0.6) return { method: 'DELETE', path: `${path}?items=move` };
    const changes = [{ name: this.text() }, { archived: chance < 0.8 }, { position: 0 }];
    return { method: 'PATCH', path, json: this.oneOf(changes)! };
  }

  private sharedList(): WriteRequest {
    return anySharedListWrite(this.view, this.others, this.random) ?? this.list();
  }

  private bulk({ id }: ViewedItem): WriteRequest {
    const operations = [
      { op: 'create', title: this.text(), list_id: this.listId() },
      { op: 'update', id, if_match: '*', ...this.fields() },
      { op: 'delete', id: this.oneOf([...this.view.items.keys()])! },
    ];
    const json = { atomic: this.random() < 0.5, operations };
    return { method: 'POST', path: 'v2/items/bulk', json };
  }

  /** At least one. */
  private fields(): object {
    const all = [
      { status: this.random() < 0.5 ? 'DONE' : 'PENDING' },
      { priority: Math.floor(this.random() * 4) },
      { notes: this.text() },
      { labels: [`label-${Math.floor(this.random() * 5)}`] },
      { due: DUE, remind: this.random() < 0.7 },
      { due: DUE, repeat: this.random() < 0.5 ? 'FREQ=WEEKLY' : null },
      { list_id: this.listId() },
    ];
    return Object.assign({}, this.oneOf(all), this.oneOf(all));
  }

  private listId(): number | null {
    return this.random() < 0.5 ? null : (this.oneOf(this.view.lists)?.id ?? null);
  }

  private text(): string {
    return `text ${Math.floor(this.random() * 1e6)}`;
  }

  private oneOf<T>(all: readonly T[]): T | undefined {
    return oneOf(all, this.random);
  }
}
