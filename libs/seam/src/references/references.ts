import { Inject, Injectable, Optional, type Type } from '@nestjs/common';
import { auditOf } from '#glue/audit';
import { ServiceError } from '#glue/errors';
import { type EventCursors, eventCursorsOf } from '#glue/events';
import { outboxStoreOf } from '#glue/outbox';
import {
  type Forgets,
  type OwnChecks,
  Reconciliation,
  type ReconcileOptions,
  type Reference,
  referencesOf,
  type ReferenceStore,
  type Report,
} from '#glue/references';
import { outcomesOf } from '#glue/transaction';
import { clientTokenOf } from '../binding/client-token.js';
import type { ClientOf } from '../contract/client-of.js';
import type { Contract } from '../contract/contract.js';
import { EventHandler, type EventSource } from '../events/event-handler.js';
import { handlersIn, On } from '../events/on.js';
import { deletionsOf } from './deletions-of.js';
import { type Entity, subjectOf } from './entity.js';

/** What a context declares of its rows. */
export interface ReferenceOptions {
  /** What belongs to an entity, in words: `invoices`. */
  readonly rows: string;
  /** Checks rows beside their references. */
  readonly checks?: Type<OwnChecks>;
}

type AnyEntity = Entity<Contract, string>;

/** The rows of a context that belong to entities of another one: see {@link references}. */
export abstract class References {
  private readonly entity: AnyEntity;
  private readonly client: ClientOf<Contract>;

  protected constructor(
    entity: unknown,
    client: unknown,
    private readonly options: ReferenceOptions,
    private readonly store: ReferenceStore,
    private readonly cursors: EventCursors,
    private readonly checks: OwnChecks | undefined,
    private readonly forgetting: readonly (Forgets | undefined)[],
  ) {
    this.entity = entity as AnyEntity;
    this.client = client as ClientOf<Contract>;
  }

  /**
   * Writes rows of an entity. A deletion of the entity happens before, and is an error, or after:
   * then it deletes these rows, too.
   *
   * @param work one transaction; it calls no other context
   * @throws ServiceError as the entity declares, if it was deleted or its id belongs to an earlier one
   */
  async guard<T>(reference: Reference, work: () => Promise<T>): Promise<T> {
    const done = await this.store.guard(reference, work);
    if ('result' in done) return done.result;
    throw new ServiceError(this.entity.errors[done.refusal]);
  }

  /**
   * Handles the event of a deletion, and removes what is stored of commands about the entity, and
   * addresses and devices in the audit.
   */
  async applyDeletion({ data }: { data: unknown }): Promise<void> {
    const reference = this.entity.of(data);
    if (!(await this.store.delete(reference))) return;
    await this.forget(reference.id);
  }

  /** After its context was restored from an older backup, an id that is known here must not be reused. */
  async reserveIds(): Promise<void> {
    const { ids } = this.entity;
    const highest = ids && (await this.store.highestId());
    if (highest === undefined || highest <= (await ids!.highest(this.client))) return;
    await ids!.continueAbove(this.client, highest);
  }

  /** The work of `npm run reconcile`: see {@link Reconciliation}. */
  reconcile(options: ReconcileOptions, signal?: AbortSignal): Promise<Report> {
    const { contract, plural, existing, deletions } = this.entity;
    const referred = {
      provider: contract.name,
      entities: plural,
      rows: this.options.rows,
      existing: (ids: readonly number[]) => existing(this.client, ids),
      deletions: async (ids: readonly number[]) => (await deletions?.(this.client, ids)) ?? [],
    };
    const applied = deletionsOf(this.handler());
    const forget = (id: number, isReused: boolean) => this.forget(id, isReused);
    const reconciliation = new Reconciliation(this.store, referred, applied, forget, this.checks);
    return reconciliation.run(options, signal);
  }

  /** Removes what is stored about an entity beside its rows, and all of it if its id is reused. */
  private async forget(id: number, isReused = false): Promise<void> {
    const subject = subjectOf(this.entity, id);
    for (const each of this.forgetting) {
      await each?.forget(subject);
      if (isReused) await each?.erase?.(subject);
    }
  }

  private handler(): EventHandler {
    const [declared] = handlersIn(this.constructor);
    const source: object = this.client;
    return new EventHandler(declared!, this, source as EventSource, this.cursors);
  }
}

/** A class of {@link References}. Its arguments are injected. */
type ReferencesClass = new (
  store: ReferenceStore,
  client: object,
  cursors: EventCursors,
  outbox?: Forgets,
  outcomes?: Forgets,
  checks?: OwnChecks,
  audit?: Forgets,
) => References;

/**
 * Declares that rows of a context belong to entities of another one. Extend the result by a class,
 * which the module provides, with a store of `referencesOf(context, entity.name)` and among its
 * `eventHandlers`. Then deletions are applied, `guard` keeps writes from happening after them, and
 * `reconcile` finds what is inconsistent. See docs/references.md.
 */
export function references<C extends Contract, Deleted extends keyof C['events'] & string>(
  context: string,
  entity: Entity<C, Deleted>,
  options: ReferenceOptions,
): ReferencesClass {
  const { contract, deleted } = entity;
  @Injectable()
  class DeclaredReferences extends References {
    constructor(
      @Inject(referencesOf(context, entity.name)) store: ReferenceStore,
      @Inject(clientTokenOf(contract.name)) client: object,
      @Inject(eventCursorsOf(context)) cursors: EventCursors,
      @Optional() @Inject(outboxStoreOf(context)) outbox?: Forgets,
      @Optional() @Inject(outcomesOf(context)) outcomes?: Forgets,
      @Optional() @Inject(options.checks ?? NO_CHECKS) checks?: OwnChecks,
      @Optional() @Inject(auditOf(context)) audit?: Forgets,
    ) {
      super(entity, client, options, store, cursors, checks, [outbox, outcomes, audit]);
    }
  }
  const handles = On(contract, deleted, {
    startsAt: 'beginning',
    before: 'reserveIds',
    isReconciled: true,
  });
  handles(DeclaredReferences.prototype, 'applyDeletion', {});
  return DeclaredReferences;
}

/** Nothing is provided under this name. */
const NO_CHECKS = Symbol('no checks');
