import type { Loot } from './greedy-client.js';
import { paced } from './paced.js';

const TRIES = 5;

/** An attack that can be switched on and off; each time it returns its results so far. */
export interface Attacking {
  on(): Promise<Loot>;
  off(): Promise<Loot>;
}

/** An action that honest clients repeat. */
export interface Habit {
  perSecond: number;
  /** @throws if it does not succeed */
  work(): Promise<void>;
}

/** How long honest clients waited, in ms: the median without and with the attacker. */
export interface Waits {
  alone: number;
  beside: number;
}

export interface SideBySide<Name extends string> {
  waits: Record<Name, Waits>;
  loot: Loot;
}

/**
 * Measures honest clients with and without an attacker in turn, so that other load of the machine
 * affects both figures. A round before them warms the process up, unless it `isWarm`.
 *
 * @param rounds an even number: half of them with the attacker
 * @param decoy floods something else in the rounds without the attacker
 */
export async function sideBySide<Name extends string>(
  attacker: Attacking,
  { rounds, roundMs, isWarm = false }: { rounds: number; roundMs: number; isWarm?: boolean },
  habits: Record<Name, Habit>,
  decoy?: Attacking,
): Promise<SideBySide<Name>> {
  const names = Object.keys(habits) as Name[];
  const times = names.map(() => ({ alone: [] as number[], beside: [] as number[] }));
  let loot = await attacker.off();
  for (let round = isWarm ? 1 : 0; round <= rounds; round++) {
    const isAttacked = round % 2 === 1;
    await (isAttacked ? attacker : decoy)?.on();
    const measured = await Promise.all(
      names.map((name) => paced(habits[name].perSecond, roundMs, habits[name].work)),
    );
    if (isAttacked) loot = await attacker.off();
    else await decoy?.off();
    if (round === 0) continue;
    measured.forEach((each, i) => times[i]![isAttacked ? 'beside' : 'alone'].push(...each));
  }
  const waits = names.map((name, i) => {
    const { alone, beside } = times[i]!;
    return [name, { alone: p50(alone), beside: p50(beside) }];
  });
  return { waits: Object.fromEntries(waits) as Record<Name, Waits>, loot };
}

/** Writes the measurement to stderr. */
export function printWaits(what: string, { waits, loot }: SideBySide<string>): void {
  const figures = Object.entries(waits).map(
    ([name, { alone, beside }]) => `${name} ${alone.toFixed(1)} ${beside.toFixed(1)}`,
  );
  process.stderr.write(
    `${what}: p50 without and with (ms): ${figures.join(', ')}; ` +
      `the attacker got ${JSON.stringify(loot.statuses)}\n`,
  );
}

/**
 * Measures until the effect of the attacker is within the bound, and at most five times: other load
 * of the machine may disturb a measurement, an effect of the product shows in each.
 *
 * @returns whether it was
 */
export async function isBearable<Name extends string>(
  measure: () => Promise<SideBySide<Name>>,
  names: readonly Name[],
): Promise<boolean> {
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const { waits } = await measure();
    if (names.every((name) => isWithin(waits[name]))) return true;
  }
  return false;
}

/** The bound: p50 twice as long, or 5 ms longer. */
function isWithin({ alone, beside }: Waits): boolean {
  return beside < Math.max(2 * alone, alone + 5);
}

function p50(times: number[]): number {
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!;
}
