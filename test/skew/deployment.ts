import { embeddedEmpty } from '../topologies/storage.js';
import { type Programs, split, type SplitSystem, type SplitTopology } from '../topologies/split.js';
import { Household } from './household.js';

/** Steps of a deployment: the programs that run after each of them. The first is the start. */
export type Steps = readonly Programs[];

/** The variable with the {@link Steps} of a run, as JSON. */
export const STEPS_VARIABLE = 'SKEW_STEPS';

/**
 * auth and todo, taken from version to version on the same data as an operator does it, to the last of
 * the steps. People who registered before a step find all their data after it, and deletions of accounts
 * that happen while todo is replaced are applied by the version that follows.
 */
export function deployed(steps: Steps): SplitTopology {
  return {
    name: 'deployed in steps',
    async start(env = {}) {
      const [first, ...rest] = steps;
      const system = await split('', embeddedEmpty, 'postgres', first).start(env);
      try {
        await takeSteps(system, first!, rest);
        return system;
      } catch (error) {
        await system.dispose();
        throw error;
      }
    },
  };
}

async function takeSteps(system: SplitSystem, from: Programs, steps: Steps): Promise<void> {
  const households: Household[] = [];
  let current = from;
  for (const next of steps) {
    const household = await Household.moveIn(system);
    households.push(household);
    if (next.auth !== current.auth) await system.replaceAuth(next.auth);
    // Also if todo stays: it is stopped and started, so that an event waits for it.
    await system.replaceTodo(next.todo, () => household.leave());
    current = next;
    for (const each of households) await each.assertIntact();
  }
}
