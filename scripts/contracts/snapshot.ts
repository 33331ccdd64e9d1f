import { createHash } from 'node:crypto';
import type { ErrorDefinition } from '#glue/errors';
import { commandErrors, type Contract, pathOf, platformErrors } from '#seam';
import { type WireSchemas, wireSchemas } from './schemas/wire-schemas.js';

/** The version of the format of snapshots. Another major version cannot be compared. */
export const FORMAT = 'contract-snapshot 1.0';

/** A call as both sides must agree on it. */
export interface CallSnapshot {
  kind: 'query' | 'command';
  path: string;
  batch?: number;
  chunk?: number;
  callers?: string[];
  /** The paths of secret fields, such as `input.secrets`. They cross as all others. */
  secret?: string[];
  codes: string[];
  input: WireSchemas;
  output: WireSchemas;
}

/** What crosses between the caller and the provider of a contract. */
export interface Snapshot {
  format: string;
  /** Of all other fields, so that a change by hand is noticed. */
  digest: string;
  name: string;
  /** The status of each code, also of those that every call may throw. */
  codes: Record<string, number>;
  calls: Record<string, CallSnapshot>;
  /** The payload of each type of event. */
  events: Record<string, WireSchemas>;
}

/** The snapshot of a contract, made from its declaration alone. */
export function snapshotOf(contract: Contract): Snapshot {
  const { name, errors, calls, events } = contract;
  // The caller makes these two itself.
  const local = [`${name}_unavailable`, `${name}_answer_invalid`];
  const table = { ...platformErrors, ...commandErrors, ...errors };
  const codes = Object.values<ErrorDefinition>(table)
    .filter(({ code }) => !local.includes(code))
    .map(({ code, status }) => [code, status] as const);
  return sealed({
    name,
    codes: sorted(codes),
    // The call that serves events is that of every contract: it belongs to the version of the wire.
    calls: sorted(
      Object.values(calls)
        .filter((call) => call.name !== 'events')
        .map((call) => [call.name, callOf(call)]),
    ),
    events: sorted(
      Object.values(events).map(({ type, data }) => [type, wireSchemas('output', data)]),
    ),
  });
}

function callOf(call: Call) {
  const { contract, name, kind, batch, chunk, callers, errors, input, output } = call;
  const secret = secretFieldsOf(call);
  return {
    kind,
    path: pathOf(contract, name),
    ...(batch !== undefined && { batch }),
    ...(chunk !== undefined && { chunk }),
    ...(callers && { callers: [...callers].sort() }),
    ...(secret.length > 0 && { secret }),
    codes: [...errors].sort(),
    input: wireSchemas('input', input),
    output: wireSchemas('output', output),
  };
}

type Call = Contract['calls'][string];

function secretFieldsOf({ crossing: { input, output } }: Call): string[] {
  return [
    ...input.secrets.map((path) => ['input', ...path].join('.')),
    ...output.secrets.map((path) => ['output', ...path].join('.')),
  ];
}

/** Adds the format and the digest. */
export function sealed(content: Omit<Snapshot, 'format' | 'digest'>): Snapshot {
  return { format: FORMAT, digest: digestOf(content), ...content };
}

/** A snapshot without its format and digest. */
export function contentOf(snapshot: Snapshot): object {
  return { ...snapshot, format: undefined, digest: undefined };
}

/** The digest of a snapshot without its own, whatever the layout of the file. */
export function digestOf(content: object): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16);
}

function sorted<T>(entries: (readonly [string, T])[]): Record<string, T> {
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
