import { SHARING_LIMITS } from '../../todo.limits.js';
import type { ItemLimits } from '../item-limits.js';

/** Limits that tests reach on purpose only. */
export const WIDE_LIMITS: ItemLimits = {
  itemsPerUser: 10_000,
  titleBytesPerUser: 2_097_152,
  ...SHARING_LIMITS,
};
