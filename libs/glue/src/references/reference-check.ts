import type { KnownReference, Reference, ReferenceStore } from './reference-store.js';
import { type FindingName, findingOf } from './findings.js';
import type { OwnChecks } from './own-checks.js';
import type { Referred } from './referred.js';
import type { Outcome, Report } from './report.js';

/** The maximum number of ids per question. */
const PAGE = 1_000;

/**
 * Removes what is stored about an entity beside its rows. It is called first: if the process ends in between, the
 * next check finds the rows again.
 *
 * @param isReused whether another entity gets the id
 */
export type ForgetEntity = (id: number, isReused: boolean) => Promise<void>;

interface CheckedPage {
  ids: number[];
  /** Of those that are not deleted here. */
  count: number;
  /** The entity that has an id at the provider now. */
  current: (known: KnownReference) => Reference;
  alive: ReadonlyMap<number, string>;
  found: ReadonlyMap<FindingName, KnownReference[]>;
}

/** Compares the references of a context with the entities of the provider, page by page. */
export class ReferenceCheck {
  constructor(
    private readonly store: ReferenceStore,
    private readonly referred: Referred,
    private readonly forget: ForgetEntity,
    private readonly own: OwnChecks | undefined,
    /** The last event of the provider that has been applied here; 0 for none. */
    private readonly appliedUpTo: number,
    /** Ends it before the next page. */
    private readonly signal: AbortSignal,
  ) {}

  /** Reports findings of references and of their rows; repairs proven ones, if allowed. */
  async run(report: Report, outcome: Outcome, restored: Outcome): Promise<void> {
    report.see(this.referred.entities, 0);
    for await (const page of this.pages()) {
      report.see(this.referred.entities, page.count);
      for (const [name, known] of page.found) {
        report.note(name, outcomeOf(name, outcome, restored), idsOf(known));
      }
      await this.own?.checkPage?.(page.ids, report, outcome);
      if (outcome === 'repaired') await this.repair(page);
      if (restored === 'repaired') {
        for (const each of page.found.get('undeleted') ?? []) {
          await this.store.undelete(page.current(each));
        }
      }
    }
  }

  /** Deletes the rows of unknown entities, and gives reused ids to those that have them now. */
  async removeUnknown(): Promise<void> {
    for await (const { found, alive, current } of this.pages()) {
      for (const each of found.get('unknown') ?? []) {
        await this.delete(each);
        if (alive.has(each.id)) await this.reassign(current(each));
      }
    }
  }

  private async repair({ found, current }: CheckedPage): Promise<void> {
    const all = (name: FindingName) => found.get(name) ?? [];
    await this.store.insert(all('not_stored').map(current));
    for (const each of all('deleted_with_rows')) await this.delete(each);
    for (const each of all('ids_reused')) await this.reassign(current(each));
  }

  private async delete({ id }: KnownReference): Promise<void> {
    await this.forget(id, false);
    await this.store.deleteId(id);
  }

  private async reassign(reference: Reference): Promise<void> {
    await this.forget(reference.id, true);
    await this.store.reassign(reference);
  }

  private async *pages(): AsyncGenerator<CheckedPage> {
    for (let after = 0; ;) {
      this.signal.throwIfAborted();
      const known = await this.store.after(after, PAGE);
      if (known.length === 0) return;
      yield this.examine(known);
      after = known.at(-1)!.id;
    }
  }

  /** Asks the provider after the references were read here, so none of them can be newer. */
  private async examine(page: KnownReference[]): Promise<CheckedPage> {
    const existing = await this.referred.existing(idsOf(page));
    const alive = new Map(existing.map(({ id, uniqueId }) => [id, uniqueId]));
    const missing = page.filter(({ id, uniqueId }) => !uniqueId || alive.get(id) !== uniqueId);
    const deletions = missing.length ? await this.referred.deletions(idsOf(missing)) : [];
    const found = new Map<FindingName, KnownReference[]>();
    for (const known of page) {
      const name = findingOf(known, { alive, deletions, appliedUpTo: this.appliedUpTo });
      if (name) found.set(name, [...(found.get(name) ?? []), known]);
    }
    const current = ({ id }: KnownReference) => ({ id, uniqueId: alive.get(id)! });
    const count = page.filter(({ isDeleted }) => !isDeleted).length;
    return { ids: idsOf(page), count, current, alive, found };
  }
}

function outcomeOf(name: FindingName, outcome: Outcome, restored: Outcome): Outcome {
  if (name === 'undeleted') return restored;
  return name === 'unknown' ? 'needs a decision' : outcome;
}

function idsOf(known: readonly KnownReference[]): number[] {
  return known.map(({ id }) => id);
}
