import type { AllItems, Person } from '../support/person.js';
import { type Answer, send } from '../support/client.js';
import type { History, Stay } from './history.js';

const PASSING = 'passing-';
let count = 0;

/** Whether an item is one of those that are there for a while only. */
export function isPassing(text: string): boolean {
  return text.startsWith(PASSING);
}

/** A person, with the number by which others remove the person from an item. */
export interface Guest {
  person: Person;
  id: number;
}

interface Step {
  startedAt: number;
  /** Without it, the outcome is unknown. */
  answer?: Answer<AllItems> & { endedAt: number };
}

/** An item that its owner creates, shares with a guest, and deletes; often the guest leaves it before. */
export class PassingItem {
  private readonly title = `${PASSING}${++count}`;
  private readonly text = `${this.title}/PENDING`;

  constructor(
    private readonly owner: Person,
    private readonly guest: Guest,
    private readonly urlOfAny: () => string,
    private readonly history: History,
  ) {}

  async pass(random: () => number): Promise<void> {
    const { owner, guest } = this;
    const created = await this.ask(owner, 'POST', 'create', {
      title: this.title,
      status: 'PENDING',
    });
    const item = created.answer?.body.pending.find(({ title }) => title === this.title);
    if (!item) return;
    const own = this.note(owner, created.answer!.endedAt);
    const shared = await this.ask(owner, 'POST', `items/${item.id}/users`, {
      email: guest.person.email,
    });
    // Of an unknown outcome: the guest may have it.
    const theirs = this.note(guest.person, shared.answer?.endedAt ?? Infinity);
    if (random() < 0.5) {
      const by = random() < 0.5 ? owner : guest.person;
      end(await this.ask(by, 'DELETE', `items/${item.id}/users/${guest.id}`), theirs);
    }
    end(await this.ask(owner, 'DELETE', `delete/${this.title}`), own, theirs);
  }

  private note({ email: user }: Person, from: number): Stay {
    const stay: Stay = { user, text: this.text, from };
    this.history.stays.push(stay);
    return stay;
  }

  private async ask(
    { token }: Person,
    method: string,
    path: string,
    json?: unknown,
  ): Promise<Step> {
    const startedAt = performance.now();
    const answer = await send<AllItems>(method, `${this.urlOfAny()}/api/v1/${path}`, {
      token,
      ...(json !== undefined && { json }),
    }).catch(() => undefined);
    const isDone = answer?.status === 200 || answer?.status === 201;
    return { startedAt, ...(isDone && { answer: { ...answer, endedAt: performance.now() } }) };
  }
}

/** The item is gone after this step, and may be gone from its beginning on. */
function end({ startedAt, answer }: Step, ...stays: Stay[]): void {
  for (const stay of stays) {
    stay.until = Math.min(stay.until ?? Infinity, startedAt);
    if (answer) stay.goneAt = Math.min(stay.goneAt ?? Infinity, answer.endedAt);
  }
}
