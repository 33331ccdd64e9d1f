import type { Sealer } from '../sealing/index.js';

/** Work of a caller. The caller, the call and the key identify its effect. */
export interface KeyedWork {
  readonly caller: string;
  readonly call: string;
  /** A UUID. */
  readonly key: string;
  readonly inputHash: string;
  /** Further hashes of the same input, such as that of an earlier key: one of them may be stored. */
  readonly otherHashes?: readonly string[] | undefined;
  /** The result is never stored. */
  readonly isSecret: boolean;
  /** Whom it is about, such as `customer:42`, so that {@link OutcomeStore.forget} finds it. */
  readonly subject?: string | undefined;
}

/**
 * How work ended, as JSON: with a result, whose secret fields are sealed, or refused, without an effect.
 */
export type Outcome<Refusal> = { output?: unknown; sealed?: string } | { refusal: Refusal };

/** How long outcomes are stored. */
export const OUTCOMES_KEPT_MS = 25 * 3_600_000;

/** Stores how work with a key has ended, so that a key has one effect. */
export abstract class OutcomeStore {
  /** Seals secrets in what is stored; none if the context stores none. */
  readonly sealer?: Sealer | undefined;

  /**
   * Does work, or returns how it ended before. Waits while the same work runs elsewhere.
   *
   * @param effect runs in the transaction that stores its outcome, once more if PostgreSQL rolls it
   * back. If it is refused or throws, its changes are undone; what it throws is not stored.
   * @returns `reused` if the key is that of work with another input; `secret` if the work was done
   * before, and its result was not stored
   * @throws ServiceError `database_unavailable`, also after waiting for too long; what `effect` throws
   */
  abstract once<Refusal>(
    work: KeyedWork,
    effect: () => Promise<Outcome<Refusal>>,
  ): Promise<Outcome<Refusal> | 'reused' | 'secret'>;

  /**
   * Erases what is stored of work about someone, in the open transaction if there is one. Its keys
   * stay: a repetition has no effect, and is `secret`.
   *
   * @returns how many outcomes were erased
   */
  abstract forget(subject: string): Promise<number>;
}

/** The name under which Nest provides the outcome store of a context. */
export function outcomesOf(context: string): string {
  return `${context}_outcomes`;
}
