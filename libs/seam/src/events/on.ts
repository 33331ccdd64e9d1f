import type { Contract } from '../contract/contract.js';
import type { EventOf } from './event-type.js';
import type { LoaderOf, SnapshotsOf, SnapshotStart } from './snapshot.js';

/** How a handler follows events. */
export interface OnOptions<Query extends string = string, Load extends string = string> {
  /**
   * Where it begins at its first start: with all events that there are, with those from now on, or
   * with what its producer has now, page by page, and the events since.
   */
  startsAt: 'beginning' | 'now' | SnapshotStart<Query, Load>;
  /**
   * What happens to an event for which it keeps failing: the handler stops there, so that the order
   * of events is kept (`stop`), or the event is stored for an operator, and the next one follows (`park`).
   */
  onFailure?: 'stop' | 'park';
  /** Names its position. With another name it begins anew. The types of its events otherwise. */
  name?: string;
  /**
   * The name of a method that gets the event before the transaction, and may call other contexts.
   * The handler gets its result as second argument.
   */
  prepare?: string;
  /** The name of a method to call before each request for events. */
  before?: string;
  /** Whether `npm run reconcile` lets it go on after its provider was restored from an older backup. */
  isReconciled?: boolean;
}

/** A handler as its class declares it. */
export interface DeclaredHandler extends Required<Pick<OnOptions, 'startsAt' | 'onFailure'>> {
  /** `<context>:<types>`, or `<context>:<name>`. */
  readonly name: string;
  readonly contract: Contract;
  readonly types: readonly string[];
  readonly method: string;
  readonly prepare?: string | undefined;
  readonly before?: string | undefined;
  readonly isReconciled?: boolean | undefined;
}

type HandlerDecorator<Event, Target> = <
  Handler extends (event: Event, prepared: never) => Promise<void>,
>(
  target: Target,
  method: string,
  descriptor: TypedPropertyDescriptor<Handler>,
) => void;

const declared = new WeakMap<object, DeclaredHandler[]>();

/**
 * Makes a method handle events of another context, each once: its changes and the position of the
 * handler are one transaction. It runs in every process of its context, and one of them applies an event.
 *
 * @param types one type, or several whose order matters
 */
export function On<
  C extends Contract,
  const Type extends keyof C['events'] & string,
  const Query extends SnapshotsOf<C> = never,
  const Load extends string = never,
>(
  contract: C,
  types: Type | readonly Type[],
  { startsAt, onFailure = 'stop', name, prepare, before, isReconciled }: OnOptions<Query, Load>,
): HandlerDecorator<EventOf<C['events'][Type]>, LoaderOf<C, Query, Load>> {
  return (target: object, method) => {
    const all: readonly string[] = typeof types === 'string' ? [types] : types;
    const full = `${contract.name}:${name ?? all.join()}`;
    const about = { name: full, contract, types: all, method };
    const handler = { ...about, startsAt, onFailure, prepare, before, isReconciled };
    declared.set(target, [...(declared.get(target) ?? []), handler]);
  };
}

/** The handlers of a class, and of those that it extends. */
export function handlersIn({ prototype }: { prototype: object }): readonly DeclaredHandler[] {
  const base = Object.getPrototypeOf(prototype) as object | null;
  const inherited = base ? handlersIn({ prototype: base }) : [];
  return [...inherited, ...(declared.get(prototype) ?? [])];
}
