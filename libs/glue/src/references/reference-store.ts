/** An entity of another context, as rows here refer to it. */
export interface Reference {
  readonly id: number;
  /** Tells whether it is still the same one: a provider that was restored may reuse an id. */
  readonly uniqueId: string;
}

/** What is stored here of an id. */
export interface KnownReference {
  readonly id: number;
  /** `null` if it is not stored: the rows are older than this rule. */
  readonly uniqueId: string | null;
  /** Whether its deletion has been applied. */
  readonly isDeleted: boolean;
  /** Whether rows belong to it. */
  readonly hasRows: boolean;
}

/** Why a write for an entity is refused: it was deleted, or the id belongs to an earlier one. */
export type ReferenceRefusal = 'deleted' | 'replaced';

/** The result of a write for an entity, or why nothing was done. */
export type Guarded<T> = { readonly refusal: ReferenceRefusal } | { readonly result: T };

/** What is known of an id: nulls if it is unknown. */
export type Known = Partial<{ [Key in 'uniqueId' | 'isDeleted']: KnownReference[Key] | null }>;

/** Why a write is refused; `undefined` if the id is unknown, or the entity is the known one. */
export function refusalOf(
  { uniqueId }: Pick<Reference, 'uniqueId'>,
  known: Known = {},
): ReferenceRefusal | undefined {
  if (known.uniqueId === undefined || known.uniqueId === null) return undefined;
  if (known.uniqueId !== uniqueId) return 'replaced';
  return known.isDeleted ? 'deleted' : undefined;
}

/**
 * The entities of one kind to which rows of a context refer, and those rows. Safe beside running
 * processes. Each method throws the error of a store that is unavailable.
 */
export abstract class ReferenceStore {
  /**
   * Writes for an entity: its deletion, in any process, happens before or after `work`, which is one
   * transaction.
   *
   * @returns why nothing was done, if so
   */
  abstract guard<T>(reference: Reference, work: () => Promise<T>): Promise<Guarded<T>>;

  /**
   * Marks an entity as deleted, and then removes its rows. No change the second time, nor to another
   * entity with this id.
   *
   * @returns `false` if the id is that of another entity
   */
  abstract delete(reference: Reference): Promise<boolean>;

  /** The largest known id, also of a deleted entity; `undefined` for none. */
  abstract highestId(): Promise<number | undefined>;

  /** At most `limit` of those with an id above `after`, in the order of ids. */
  abstract after(after: number, limit: number): Promise<KnownReference[]>;

  /** Stores entities, unless their ids are stored already. */
  abstract insert(references: readonly Reference[]): Promise<void>;

  /** Marks the entity with this id as deleted, whichever it is, and removes its rows. */
  abstract deleteId(id: number): Promise<void>;

  /** Gives the id of a deleted entity without rows to another one. */
  abstract reassign(reference: Reference): Promise<void>;

  /** Marks an entity as not deleted. Its rows stay deleted. */
  abstract undelete(reference: Reference): Promise<void>;
}

/** Stores something about entities, and can remove it. */
export interface Forgets {
  /** Removes what is about someone, in the open transaction if there is one. */
  forget(subject: string): Promise<number>;
  /** Removes also that it was about someone, once another one gets the id. */
  erase?(subject: string): Promise<void>;
}

/** The name under which Nest provides the references of a context to an entity. */
export function referencesOf(context: string, entity: string): string {
  return `${context}_references_to_${entity}`;
}
