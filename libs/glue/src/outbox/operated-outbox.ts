import type { OutboxCount, ParkedCommand } from './outbox-store.js';

/** How a retry ends. `may_repeat`: it was not sent, because its effect could be a second one. */
export type Retried = 'retried' | 'not_parked' | 'may_repeat';

/** The outbox of a context, as operators see it: without the inputs of its commands. */
export interface OperatedOutbox {
  /** How many commands wait and are parked, for each contract that has some. */
  counts(): Promise<OutboxCount[]>;

  /** The parked commands, oldest first. */
  parked(limit: number): Promise<ParkedCommand[]>;

  /** Sends a parked command again, also if that may be a second effect and the operator accepts it. */
  retry(id: string, options: { mayRepeat: boolean }): Promise<Retried>;

  /** Removes a parked command, so that those behind it are sent. @returns `false` if it is not parked */
  drop(id: string): Promise<boolean>;
}

/** The name under which Nest provides the outbox of a context. */
export function outboxOf(context: string): string {
  return `${context}_outbox`;
}
