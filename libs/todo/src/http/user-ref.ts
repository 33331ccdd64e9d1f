import type { Caller } from '#auth-kernel';
import type { UserRef } from '../core/user-ref.js';

/** The caller, as the store of items identifies one. */
export function toUserRef({ userId, uniqueId }: Caller): UserRef {
  return { id: userId, uniqueId };
}
