import { send } from '../support/client.js';
import { Person } from '../support/person.js';

/** The addresses of auth and todo. */
type Addresses = Parameters<typeof Person.arrive>[0];

const MINUTE_MS = 60_000;

interface RemindedItem {
  id: number;
  etag: string;
}

/** A user with items that have reminders. */
export class RemindedPerson {
  private constructor(
    private readonly system: Addresses,
    readonly person: Person,
  ) {}

  static async arrive(system: Addresses): Promise<RemindedPerson> {
    return new RemindedPerson(system, await Person.arrive(system));
  }

  get email(): string {
    return this.person.email;
  }

  /** Adds an item, with a reminder, due at this minute. */
  async add(title: string, at: Date): Promise<RemindedItem> {
    const json = { title, due: dueAt(at), remind: true };
    const { token } = this.person;
    const url = `${this.system.todoUrl}/api/v2/items`;
    const { status, text, body } = await send<RemindedItem>('POST', url, { token, json });
    if (status !== 201) throw new Error(`cannot add: ${text}`);
    return body;
  }

  async change(id: number, json: object): Promise<void> {
    const headers = { 'if-match': '*' };
    const options = { token: this.person.token, headers, json };
    const url = `${this.system.todoUrl}/api/v2/items/${id}`;
    const { status, text } = await send('PATCH', url, options);
    if (status !== 200) throw new Error(`cannot change: ${text}`);
  }

  async changeProfile(json: object): Promise<void> {
    const { token } = this.person;
    const url = `${this.system.authUrl}/api/v2/account`;
    const { status, text } = await send('PATCH', url, { token, json });
    if (status !== 200) throw new Error(`cannot change the profile: ${text}`);
  }
}

/** The minute that begins so many minutes after this one. */
export function minuteFromNow(minutes: number): Date {
  return new Date((Math.floor(Date.now() / MINUTE_MS) + minutes) * MINUTE_MS);
}

/** As version 2 of the API has it. */
export function dueAt(at: Date) {
  const [date, time] = at.toISOString().split('T');
  return { date: date!, time: time!.slice(0, 5), time_zone: 'Etc/UTC' };
}

/** $1 ids of items, $2 when they are due: as an earlier version changes them, which knows no reminders. */
export const DUE_THEN = `UPDATE todo.to_do_items SET due_date = ($2::timestamptz AT TIME ZONE 'UTC')::date,
    due_time = ($2::timestamptz AT TIME ZONE 'UTC')::time
  WHERE id = ANY ($1::bigint[])`;

/** $1 an email, which its user has confirmed. */
export const CONFIRMED = 'UPDATE auth.users SET email_verified_at = now() WHERE email = $1';
