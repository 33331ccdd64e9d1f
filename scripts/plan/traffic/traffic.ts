import { setTimeout as delay } from 'node:timers/promises';
import { contexts } from '#contexts';
import { loadContexts } from '#glue/context';
import { randomNumbers } from '#glue/pretended-network';
import { contextOf } from '../recordings/recording.js';
import { Api } from './api.js';
import { Visitor } from './visitor.js';

/** The mean pause between two steps of a visitor; many are longer than a session check is reused. */
const PAUSE_MS = 400;
const MOST_PAUSES = 5;

/**
 * The product's own traffic: users who log in, read and change their items and share them. The same
 * seed makes the same steps.
 */
export class Traffic {
  private constructor(
    private readonly api: Api,
    private readonly people: readonly { visitor: Visitor; random: () => number }[],
  ) {}

  /**
   * Registers the users.
   *
   * @param urlOf the address of the process of a context
   */
  static async open(
    urlOf: (context: string) => string,
    { people, seed }: { people: number; seed: number },
  ): Promise<Traffic> {
    const all = await loadContexts(contexts);
    const paths = Object.fromEntries(all.map(({ name, paths: own }) => [name, own]));
    const api = new Api((path) => urlOf(contextOf(path, paths)!));
    const emails = Array.from({ length: people }, (_, i) => `visitor-${i}@example.com`);
    const visitors = emails.map((email, i) => {
      const friends = emails.filter((each) => each !== email);
      const random = randomNumbers(seed + i);
      return { random, visitor: new Visitor(api, email, friends, random) };
    });
    for (const { visitor } of visitors) await visitor.arrive();
    return new Traffic(api, visitors);
  }

  /**
   * Lets all users continue for a while.
   *
   * @param pauseMs the mean pause between two steps of a user
   * @throws Error if a request has failed because of the server
   */
  async send(seconds: number, pauseMs = PAUSE_MS): Promise<void> {
    const end = performance.now() + seconds * 1_000;
    const pause = (random: () => number) =>
      pauseMs * Math.min(MOST_PAUSES, -Math.log(1 - random()));
    await Promise.all(
      this.people.map(({ visitor, random }) => visit(visitor, () => pause(random), end)),
    );
    const { failures } = this.api;
    if (failures > 0) throw new Error(`${failures} requests failed: no figure would be right`);
  }
}

async function visit(visitor: Visitor, nextPause: () => number, end: number): Promise<void> {
  for (;;) {
    const pause = nextPause();
    if (performance.now() + pause > end) return;
    await delay(pause);
    await visitor.step();
  }
}
