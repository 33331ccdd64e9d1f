import { z } from 'zod';
import { commonErrors, type ErrorTable } from '#glue/errors';
import { commandErrors } from '../commands/command-errors.js';
import type { CallDeclaration } from './call.js';
import { type OutageCode, outageErrors } from './contract-errors.js';
import { PING } from './wire.js';
import type { Call, CallsOf, Contract, Declarations } from './contract.js';
import { crosser } from './crossing.js';
import { type EventDeclarations, type EventsOf, eventTypes } from '../events/event-type.js';
import { type EventsCall, eventsCall } from '../events/events-call.js';

type DefinedContract<
  Name extends string,
  Errors extends ErrorTable,
  Declared extends Declarations<string>,
  Events extends EventDeclarations,
> = Contract<
  Name,
  Errors & ErrorTable<OutageCode<Name>>,
  CallsOf<Name, Declared & EventsCall<Events>>,
  EventsOf<Name, Events>
> &
  CallsOf<Name, Declared>;

interface ContractParts<Errors, Declared, Events> {
  errors: Errors;
  calls: Declared;
  /** What each type of event says: ids and small facts, nothing personal. */
  events?: Events;
}

const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const CALL_NAME = /^[a-z][A-Za-z0-9]*$/;
/** Nest calls methods of these names when an app starts or stops. */
const HOOK = /^(?:on|before)(?:Module|Application)/;
const LIMITS = ['budgetMs', 'concurrency', 'batch', 'chunk', 'cacheMs'] as const;
const RESERVED = ['name', 'errors', 'calls', 'events', 'then', PING];

/**
 * Declares what a context offers to others. Each call is also a property of the contract. A contract
 * with events has one more call, `events`, for those who follow them.
 *
 * @param name the name of the context, such as `auth`
 * @throws Error if a name, a code or a schema cannot be used
 */
export function defineContract<
  const Name extends string,
  Errors extends ErrorTable,
  Declared extends Declarations<keyof Errors & string>,
  Events extends EventDeclarations = Record<never, never>,
>(
  name: Name,
  { errors, calls: declared, events }: ContractParts<Errors, Declared, Events>,
): DefinedContract<Name, Errors, Declared, Events> {
  if (!NAME.test(name)) throw new Error(`${name}: a contract is named like "billing"`);
  const paths = new Map<string, string>();
  const own = Object.entries(declared).map(([each, declaration]): [string, Call] => {
    assertName(name, each, paths);
    assertCodes(`${name}.${each}`, declaration, errors);
    assertCallers(name, each, declaration);
    assertLimits(`${name}.${each}`, declaration);
    return [each, callOf(name, each, declaration)];
  });
  const types = eventTypes(name, events ?? {});
  const feed = Object.entries(eventsCall(events ?? {}));
  const calls = [...own, ...feed.map(([each, call]) => [each, callOf(name, each, call)] as const)];
  return Object.freeze({
    ...Object.fromEntries(own),
    name,
    errors: withOutages(name, errors),
    calls: Object.fromEntries(calls),
    events: types,
  }) as unknown as DefinedContract<Name, Errors, Declared, Events>;
}

function callOf(contract: string, name: string, declaration: CallDeclaration): Call {
  const fullName = `${contract}.${name}`;
  return Object.freeze({
    ...declaration,
    contract,
    name,
    fullName,
    crossing: {
      input: crosser(declaration.input, `input of ${fullName}`),
      output: crosser(declaration.output, `output of ${fullName}`),
    },
  });
}

/** Paths are compared without case: some proxies ignore it. */
function assertName(contract: string, name: string, paths: Map<string, string>): void {
  if (!CALL_NAME.test(name) || RESERVED.includes(name) || name in {} || HOOK.test(name)) {
    throw new Error(
      `${contract}.${name}: a call is named like "billOf", not ${RESERVED.join()}, like a method of ` +
        'every object or like a hook of Nest',
    );
  }
  const other = paths.get(name.toLowerCase());
  if (other) throw new Error(`${contract}: the calls ${other} and ${name} have the same path`);
  paths.set(name.toLowerCase(), name);
}

function assertCodes(fullName: string, { errors }: CallDeclaration, table: ErrorTable): void {
  const unknown = errors.find((code) => !table[code]);
  if (unknown) throw new Error(`${fullName} names ${unknown}, which is no error of its contract`);
}

/** A context calls itself without its contract. */
function assertCallers(contract: string, call: string, { callers }: CallDeclaration): void {
  const wrong = callers?.find((each) => !NAME.test(each) || each === contract);
  if (wrong === undefined && callers?.length !== 0) return;
  throw new Error(
    `${contract}.${call}: callers are the names of other contexts, not "${wrong ?? ''}"`,
  );
}

function assertLimits(fullName: string, declaration: CallDeclaration): void {
  const wrong = LIMITS.find((each) => (declaration[each] ?? 1) <= 0);
  if (wrong) throw new Error(`${fullName}: ${wrong} is a number above 0`);
  if (declaration.chunk !== undefined && !(declaration.input instanceof z.ZodArray)) {
    throw new Error(`${fullName}: chunk is for calls whose input is a list`);
  }
}

function withOutages<Name extends string, Errors extends ErrorTable>(name: Name, errors: Errors) {
  const outages = outageErrors(name);
  const taken: ErrorTable = { ...commonErrors, ...commandErrors, ...outages };
  const twice = Object.keys(errors).find((code) => (taken[code] ?? errors[code]) !== errors[code]);
  if (twice)
    throw new Error(`${name}: ${twice} is already the code of another error of every call`);
  return Object.freeze({ ...errors, ...outages });
}
