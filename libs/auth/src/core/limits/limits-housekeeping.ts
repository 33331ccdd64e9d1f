import type { LimitCounterDal } from '../../dal/limit-counter.dal.js';
import type { UserDal } from '../../dal/user.dal.js';
import type { Clock } from '../clock.js';
import { later } from './hold.js';
import type { LimitPolicy } from './limit-policy.js';

/** Removes counters that ended, and addresses that are known no more, some at each step. */
export function limitsHousekeeping(
  counters: LimitCounterDal,
  users: UserDal,
  policy: LimitPolicy,
  clock: Clock,
): (() => Promise<boolean>)[] {
  return [
    () => counters.sweep(clock.now()),
    () => users.forgetAddresses(later(clock.now(), -policy.knownForMs)),
  ];
}
