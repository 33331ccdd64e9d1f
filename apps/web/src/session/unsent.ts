import type { Operation } from '../items/operations.js';

/** Changes that an expired session has prevented. They wait for the same user's next login. */
let unsent: Operation[] = [];

export function keepUnsent(operations: Operation[]): void {
  unsent = operations;
}

/** Returns and removes them. */
export function takeUnsent(): Operation[] {
  const operations = unsent;
  unsent = [];
  return operations;
}
