import type { Person } from '../support/person.js';
import type { Call } from './origin.js';

export const WRONG = 'not-the-passphrase';
/** Enough for a flood, on a slow machine too. */
export const MANY = 20;
/** Hashing is slow, or only ten wrong passwords per account are hashed. */
export const SOME = 5;
export const LIMITED = '429';

/** The attacker's account. */
export interface Attacker {
  person: Person;
  /** Its items: one to change, one to share. */
  items: readonly [number, number];
  /** Random numbers from a seed, from 0 to 1. */
  random(): number;
  /** Another user, who registers. */
  arrive(): Promise<Person>;
}

/** A flood of requests of one kind. */
export interface Attack {
  what: string;
  /** The statuses of requests that reach the work, and the minimum number of these. */
  served: Record<string, number>;
  /** The statuses of requests that are refused after some time: usually none. */
  refused?: string;
  /** Whether the short form leaves it out: its route has the cost of another one. */
  isLong?: true;
  calls(attacker: Attacker): Call[] | Promise<Call[]>;
}
