import { type NetworkOptions, PretendedNetwork } from '#glue/pretended-network';
import { seededRandom } from './random.js';

/** Twice what a run of the product's tests sends. */
const REQUESTS = 4_000;
/** A retry is among the next requests. */
const APART = 20;
const NEVER = new AbortController().signal;

/**
 * A random seed with which a network loses its share, but no two requests shortly after each other: a
 * lost request is repeated once, and two losses of one call would be an error for the user.
 */
export async function seedOfSpreadLosses(loss: number): Promise<number> {
  const random = seededRandom();
  for (;;) {
    const seed = Math.floor(random() * 2 ** 31);
    const lost = await lostOnes({ latencyMs: 0, jitterMs: 0, loss, seed });
    if (lost.every((at, i) => i === 0 || at - lost[i - 1]! >= APART)) return seed;
  }
}

/** The numbers of the requests that a network loses, or whose response it loses. */
async function lostOnes(options: NetworkOptions): Promise<number[]> {
  const network = new PretendedNetwork(options);
  const lost: number[] = [];
  for (let i = 0; i < REQUESTS; i++) {
    await network.carry(async () => {}, NEVER).catch(() => lost.push(i));
  }
  return lost;
}
