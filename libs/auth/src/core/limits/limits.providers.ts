import type { Provider } from '@nestjs/common';
import { KeyedHash } from '#auth-kernel';
import { LIMIT_COUNTERS_DAL, type LimitCountersDal } from '../ports/limit-counters.dal.js';
import { Clock } from '../clock.js';
import { DeviceMarks } from './device-marks.js';
import { GuessLimiter } from './guess-limiter.js';
import { LimitKeys } from './limit-keys.js';
import { LimitPolicy } from './limit-policy.js';
import { RegistrationLimiter } from './registration-limiter.js';

const LIMIT_KEYS: Provider = {
  provide: LimitKeys,
  inject: [KeyedHash],
  useFactory: (hash: KeyedHash) => new LimitKeys(hash),
};

/** The limits of guesses and registrations. They count in {@link LIMIT_COUNTERS_DAL}. */
export function limitsBy(policy: LimitPolicy): Provider[] {
  return [
    { provide: LimitPolicy, useValue: policy },
    LIMIT_KEYS,
    {
      provide: DeviceMarks,
      inject: [KeyedHash],
      useFactory: (hash: KeyedHash) => new DeviceMarks(hash, policy.deviceForMs),
    },
    {
      provide: GuessLimiter,
      inject: [LIMIT_COUNTERS_DAL, LimitKeys, DeviceMarks, Clock],
      useFactory: (
        counters: LimitCountersDal,
        keys: LimitKeys,
        devices: DeviceMarks,
        clock: Clock,
      ) => new GuessLimiter(counters, policy, keys, devices, clock),
    },
    {
      provide: RegistrationLimiter,
      inject: [LIMIT_COUNTERS_DAL, LimitKeys, Clock],
      useFactory: (counters: LimitCountersDal, keys: LimitKeys, clock: Clock) =>
        new RegistrationLimiter(counters, policy, keys, clock),
    },
  ];
}
