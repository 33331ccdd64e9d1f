import type { OperatedOutbox } from '../outbox/index.js';

/** The outbox of a context. */
export interface Operated {
  context: string;
  outbox: OperatedOutbox;
}
