import { deepStrictEqual } from 'node:assert';
import type { RunningContestant } from '../contestants/contestant.js';
import type { BenchDatabase } from '../database/bench-database.js';
import type { Profile } from '../database/profile.js';
import type { Visitor } from '../tokens.js';
import { create, getAll, update } from '../workloads/requests.js';
import { type AllItems, type Answer, ask, itemsIn } from './ask.js';

const VISITORS_ASKED = 5;

/**
 * All contestants return the same items to several users.
 *
 * @throws Error that shows the difference
 */
export async function checkSameLists(
  contestants: RunningContestant[],
  visitors: Visitor[],
  { itemsPerUser }: Profile,
): Promise<void> {
  const step = Math.floor(visitors.length / VISITORS_ASKED);
  for (const visitor of visitors.filter((_, i) => i % step === 0)) {
    const answers = await askAll(contestants, ({ url }) => ask(url('todo'), getAll(visitor)));
    allEqual(answers, 'get/all');
    deepStrictEqual(itemsIn(answers[0]![1].body as AllItems).length, itemsPerUser);
  }
}

/**
 * All contestants return the same for a create and for an update, except for the id of the new
 * item.
 */
export async function checkSameWrites(
  contestants: RunningContestant[],
  visitor: Visitor,
  database: BenchDatabase,
): Promise<void> {
  const answers = await askAll(contestants, async ({ url }) => {
    const created = await ask(url('todo'), create(visitor));
    const updated = await ask(url('todo'), update(visitor, database.profile, 0, 'DONE'));
    await database.restore();
    return [created, updated].map((answer) => withoutNewest(answer));
  });
  allEqual(answers, 'create and update');
}

type Named<T> = [name: string, answer: T];

async function askAll<T>(
  contestants: RunningContestant[],
  question: (contestant: RunningContestant) => Promise<T>,
): Promise<Named<T>[]> {
  const answers: Named<T>[] = [];
  for (const each of contestants) answers.push([each.name, await question(each)]);
  return answers;
}

function allEqual(answers: Named<unknown>[], what: string): void {
  const [[model, expected], ...others] = answers as [Named<unknown>, ...Named<unknown>[]];
  for (const [name, answer] of others) {
    deepStrictEqual(answer, expected, `${name} does not answer ${what} as ${model} does`);
  }
}

function withoutNewest({ status, body }: Answer): unknown {
  const { pending, done } = body as AllItems;
  const newest = Math.max(...itemsIn({ pending, done }).map(({ id }) => id));
  const nameless = (item: { id: number }) => (item.id === newest ? { ...item, id: 'new' } : item);
  return { status, pending: pending.map(nameless), done: done.map(nameless) };
}
