import type { HttpService } from '@nestjs/axios';
import { Logger } from '@nestjs/common';
import { type ErrorDefinition, commonErrors, reasonOf } from '#glue/errors';
import type { Metrics } from '#glue/metrics';
import { type CircuitListener, Resilience } from '#glue/resilience';
import { commandErrors } from '../commands/command-errors.js';
import type { Contract } from '../contract/contract.js';
import { Outages } from '../contract/outages.js';
import { eventErrors } from '../events/event-errors.js';
import { apiUrlVariable } from '../contract/wire.js';
import { toServiceError } from './map-axios-error.js';
import type { Peer } from './peer.js';
import { AnswerReader } from './read-answer.js';
import { Transport } from './transport.js';

/** How to reach the provider of a contract. */
export interface Connection {
  url: string;
  /** The total time of a call that declares none, in milliseconds, including the retry. */
  budgetMs: number;
  /** Makes the tokens of this context. */
  tokens: { token(audience: string): Promise<string> | string };
  metrics?: Metrics | undefined;
}

/** The provider of a contract at an address. Its circuit is in the log. */
export function connect(contract: Contract, http: HttpService, connection: Connection): Peer {
  const { tokens, budgetMs, url, metrics } = connection;
  const outages = new Outages(contract);
  const observer = metrics?.peer(contract.name);
  const table = { ...commonErrors, ...commandErrors, ...eventErrors, ...contract.errors };
  const known = Object.values<ErrorDefinition>(table);
  const reader = new AnswerReader(new Map(known.map((each) => [each.code, each])), outages);
  return {
    transport: new Transport(http, () => tokens.token(contract.name), reader, outages),
    resilience: new Resilience(circuitLog(contract.name, url, outages), observer),
    reader,
    outages,
    budgetMs,
    metrics,
  };
}

function circuitLog(name: string, url: string, outages: Outages): CircuitListener {
  const logger = new Logger('Contracts');
  return {
    opened: (failure) =>
      logger.warn(
        `${name} at ${url} is failing: ${reasonOf(toServiceError(failure, outages))}. The circuit is ` +
          `open until a probe succeeds. Check ${apiUrlVariable(name)} and that ${name} runs.`,
      ),
    closed: () => logger.log(`${name} at ${url} answers again`),
  };
}
