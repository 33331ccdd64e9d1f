import type { Operation } from '../items/operations.js';

/** Changes that an expired session has prevented. They wait for the same person's next login. */
let unsent: Operation[] = [];

export function keepUnsent(operations: Operation[]): void {
  unsent = operations;
}

/** Gives them out, once. */
export function takeUnsent(): Operation[] {
  const operations = unsent;
  unsent = [];
  return operations;
}
