import type { LimitCountersDal } from '../ports/limit-counters.dal.js';
import type { UsersDal } from '../ports/users.dal.js';
import type { Clock } from '../clock.js';
import { later } from './hold.js';
import type { LimitPolicy } from './limit-policy.js';

/** Deletes expired counters and known addresses, some per step. */
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
