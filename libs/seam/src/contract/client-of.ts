import type { z } from 'zod';
import { ServiceError } from '#glue/errors';
import type { CommandCode } from '../commands/command-errors.js';
import type { CallDeclaration } from './call.js';
import type { Call, Contract } from './contract.js';
import type { PlatformCode, OutageCode } from './contract-errors.js';

/** What a caller may set for one call. */
export interface CallOptions {
  /** Cancels the call: it rejects with the reason of the signal. */
  signal?: AbortSignal;
  /** Less time than the call has by its declaration, in milliseconds. */
  budgetMs?: number;
}

/** What the caller of a command may set. */
export interface CommandOptions extends CallOptions {
  /**
   * Names the effect: two calls with the same key have one effect, and one answer. It is made by
   * `newIdempotencyKey()`, and can be used for a day. Without a key each call is an effect of its own.
   */
  idempotencyKey?: string;
}

/** The value that a caller gives. */
export type InputOf<C extends CallDeclaration> = z.output<C['input']>;

/** The value that a caller gets. */
export type OutputOf<C extends CallDeclaration> = z.output<C['output']>;

/** The client of a contract. In process and over HTTP it means the same. */
export type ClientOf<C extends Contract> = {
  readonly [Name in keyof C['calls']]: (
    input: InputOf<C['calls'][Name]>,
    options?: C['calls'][Name] extends CallDeclaration<'command'> ? CommandOptions : CallOptions,
  ) => Promise<OutputOf<C['calls'][Name]>>;
};

/** A call as its provider sees it. */
export interface IncomingCall {
  /** The context that calls. */
  readonly caller: string;
  /** Aborted if the caller gives up, or if its time is over. */
  readonly signal: AbortSignal;
  /** The idempotency key of a command. */
  readonly idempotencyKey?: string;
}

/** What the provider of a contract implements. */
export type ServiceOf<C extends Contract> = {
  [Name in keyof C['calls']]: (
    input: InputOf<C['calls'][Name]>,
    call: IncomingCall,
  ) => Promise<OutputOf<C['calls'][Name]>>;
};

/** The codes of the errors that a call may throw. */
export type CodeOf<C extends Call> =
  | C['errors'][number]
  | OutageCode<C['contract']>
  | PlatformCode
  | (C['kind'] extends 'command' ? CommandCode : never);

/**
 * The code of an error that a call has thrown; `undefined` for an error of other code. A code that a
 * newer provider has added is not in the type: compare only with those you know.
 */
export function codeOf<C extends Call>(_call: C, error: unknown): CodeOf<C> | undefined {
  return error instanceof ServiceError ? error.code : undefined;
}
