import type { z } from 'zod';
import type { ErrorTable } from '#glue/errors';
import type { CallDeclaration } from './call.js';
import type { EventType } from '../events/event-type.js';
import type { Crosser } from './crossing.js';

/** A call with its place in a contract. */
export type Call<
  ContractName extends string = string,
  Declared extends CallDeclaration = CallDeclaration,
> = Declared & {
  /** The name of the contract. */
  readonly contract: ContractName;
  /** The name of the call. */
  readonly name: string;
  /** `<contract>.<call>`, in the log and in errors. */
  readonly fullName: string;
  readonly crossing: { readonly input: Crosser; readonly output: Crosser };
};

export type Declarations<Code extends string> = Record<
  string,
  CallDeclaration<'query' | 'command', z.ZodType, z.ZodType, Code>
>;

/** The calls of a contract by name; doc comments are those of the declaration. */
export type CallsOf<Name extends string, Declared extends Declarations<string>> = {
  readonly [Each in keyof Declared]: Call<Name, Declared[Each]>;
};

/** What a context offers to others: its calls and the errors that they may throw. */
export interface Contract<
  Name extends string = string,
  Errors extends ErrorTable = ErrorTable,
  Calls extends Record<string, Call> = Record<string, Call>,
  Events extends Record<string, EventType> = Record<string, EventType>,
> {
  /** The name of the context. */
  readonly name: Name;
  /** All errors of the contract, including those of a context that cannot be asked. */
  readonly errors: Errors;
  readonly calls: Calls;
  /** The types of event that others may follow, by name. */
  readonly events: Events;
}
