import { LRUCache } from 'lru-cache';
import type { Sealer } from '../sealing/index.js';
import { type KeyedWork, type Outcome, OUTCOMES_KEPT_MS, OutcomeStore } from './outcome-store.js';

interface Kept {
  readonly inputHash: string;
  readonly outcome: Promise<Outcome<unknown>>;
  readonly subject: string | undefined;
  readonly isForgotten?: boolean;
}

/**
 * Outcomes in memory, for effects in the memory of one process: both are lost together when it ends.
 * It has no transactions and undoes nothing: an effect must first refuse, and then change.
 */
export class MemoryOutcomes extends OutcomeStore {
  /** @param sealer hashes inputs with secrets */
  constructor(override readonly sealer?: Sealer) {
    super();
  }

  private readonly kept = new LRUCache<string, Kept>({
    ttl: OUTCOMES_KEPT_MS,
    ttlAutopurge: true,
  });

  override async once<Refusal>(work: KeyedWork, effect: () => Promise<Outcome<Refusal>>) {
    const name = JSON.stringify([work.caller, work.call, work.key]);
    const before = this.kept.get(name);
    if (before && !before.isForgotten && before.inputHash !== work.inputHash) return 'reused';
    if (before && (work.isSecret || before.isForgotten)) {
      return before.outcome.then(() => 'secret' as const);
    }
    const outcome = before ? (before.outcome as Promise<Outcome<Refusal>>) : effect();
    if (!before) this.keep(name, { inputHash: work.inputHash, outcome, subject: work.subject });
    return outcome;
  }

  override async forget(subject: string): Promise<number> {
    const found = [...this.kept.entries()].filter(([, kept]) => kept.subject === subject);
    const erased = { inputHash: '', outcome: Promise.resolve({}), subject: undefined };
    for (const [name] of found) this.kept.set(name, { ...erased, isForgotten: true });
    return found.length;
  }

  /** What is thrown is not kept. */
  private keep(name: string, kept: Kept): void {
    this.kept.set(name, kept);
    kept.outcome.catch(() => this.kept.delete(name));
  }
}
