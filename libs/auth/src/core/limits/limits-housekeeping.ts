import type { LimitCountersDal } from '../ports/limit-counters.dal.js';
import type { UsersDal } from '../ports/users.dal.js';
import type { Clock } from '../clock.js';
import { later } from './hold.js';
import type { LimitPolicy } from './limit-policy.js';

/** Removes counters that ended, and addresses that are known no more, some at each step. */
export function limitsHousekeeping(
  counters: LimitCountersDal,
  users: UsersDal,
  policy: LimitPolicy,
  clock: Clock,
): (() => Promise<boolean>)[] {
  return [
    () => counters.sweep(clock.now()),
    () => users.forgetAddresses(later(clock.now(), -policy.knownForMs)),
  ];
}
