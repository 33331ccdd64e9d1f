import type { Caller } from '#auth-kernel';

/** The caller as items know one. */
export function toUserRef({ userId, uniqueId }: Caller): { id: number; uniqueId: string } {
  return { id: userId, uniqueId };
}
