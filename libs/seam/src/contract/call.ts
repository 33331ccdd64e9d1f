import type { z } from 'zod';
import type { Crossing } from './crossing.js';

/** What a call of a contract declares. */
export interface CallDeclaration<
  Kind extends 'query' | 'command' = 'query' | 'command',
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
  Code extends string = string,
>
  extends CallLimits, Sending {
  readonly kind: Kind;
  readonly input: Input;
  readonly output: Output;
  /** The codes of the contract's errors that this call may throw, besides those of every call. */
  readonly errors: readonly Code[];
  /** Whether the result of a command is never stored: a repetition gets `command_completed`. */
  readonly secret?: boolean;
  /** Whom a command is about, if anyone: what is stored of it is erased with them. */
  readonly subject?: (input: never) => string | undefined;
}

/** Limits of a call, where it needs others than the defaults. */
interface CallLimits {
  /** The contexts that may ask it; every known one if absent. Others get `caller_not_allowed`. */
  readonly callers?: readonly string[];
  /** The total time in milliseconds, including the retry; in process too. */
  readonly budgetMs?: number;
  /** Concurrent requests of a process; further ones queue. */
  readonly concurrency?: number;
}

/** How a query is sent. It changes nothing, so each of these is safe. */
interface Sending {
  /** Calls that arrive while requests run are sent together, up to this number in one request. */
  readonly batch?: number;
  /** The input is a list; a longer one is sent in parts of this length. */
  readonly chunk?: number;
  /** Equal calls that run at the same time share one request. */
  readonly share?: boolean;
  /** A caller reuses a result for equal inputs this long, in milliseconds; in process too. */
  readonly cacheMs?: number;
  /** The caller repeats it anyway: no retry, and its failures do not open the circuit of other calls. */
  readonly background?: boolean;
  /** It may wait until something happens, so that its time says nothing about its provider. */
  readonly waits?: boolean;
}

interface Parts extends CallLimits {
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  readonly errors?: readonly string[];
}

/** Parts whose schemas can cross. */
type Checked<P extends Parts> = P & {
  input: Crossing<P['input']>;
  output: Crossing<P['output']>;
};

type CodeIn<P extends Parts> = P['errors'] extends readonly (infer Code extends string)[]
  ? Code
  : never;

/** Whom a command is about, such as `customer:42`: what is stored of it is erased with the customer. */
interface Subject<Input> {
  readonly subject: (input: Input) => string | undefined;
}

/** Declares a call that changes nothing: it may be repeated, shared, batched and cached. */
export function query<const P extends Parts & Sending>(
  parts: Checked<P>,
): CallDeclaration<'query', P['input'], P['output'], CodeIn<P>> {
  return { ...parts, kind: 'query', errors: (parts.errors ?? []) as CodeIn<P>[] };
}

/**
 * Declares a call that changes something. It is sent with an idempotency key and repeated with the
 * same key only. Twice the same key is one effect. Its method may change data in the database of its
 * context only: the result is stored with the effect, unless it is `secret`.
 */
export function command<const P extends Parts & { readonly secret?: boolean }>(
  parts: Checked<P>,
  about?: Subject<z.output<P['input']>>,
): CallDeclaration<'command', P['input'], P['output'], CodeIn<P>> {
  return { ...parts, ...about, kind: 'command', errors: (parts.errors ?? []) as CodeIn<P>[] };
}
