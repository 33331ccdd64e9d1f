import type { Call } from '../contract/contract.js';
import type { Outages } from '../contract/outages.js';
import type { AnswerReader } from './read-answer.js';
import type { Metrics } from '#glue/metrics';
import type { Resilience } from '#glue/resilience';
import type { Limits, Transport } from './transport.js';

/** The provider of a contract in another process, as all calls of one client share it. */
export interface Peer {
  readonly transport: Transport;
  readonly resilience: Resilience;
  readonly reader: AnswerReader;
  readonly outages: Outages;
  /** The total time of a call that declares none, in milliseconds. */
  readonly budgetMs: number;
  readonly metrics: Metrics | undefined;
}

/** The limits of a call: its own, or those of the peer. */
export function limitsOf(call: Call, { resilience, budgetMs: usual }: Peer): Limits {
  const { budgetMs = usual, concurrency, background } = call;
  const policy = background
    ? resilience.background(budgetMs)
    : resilience.policy(budgetMs, concurrency);
  return { budgetMs, policy };
}
