import type { FactoryProvider } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import {
  type Guarded,
  type KnownReference,
  type Reference,
  referencesOf,
  ReferenceStore,
  refusalOf,
} from '../../references/index.js';
import { onDatabase } from '../database.module.js';
import { StatementRunner } from '../statements/statement.js';
import { withoutTimeLimits } from '../time-limits.js';
import { type ReferringColumns, referenceStatements } from './reference-statements.js';

/**
 * References in the table `<entity>_refs` of a context. A write holds a lock on the row of its
 * entity, and a deletion marks the row before it removes others: so it waits for concurrent writes,
 * sees what they have written, and later ones find the mark.
 */
export class DatabaseReferences extends ReferenceStore {
  private readonly statements: StatementRunner;
  private readonly sql: ReturnType<typeof referenceStatements>;

  /** @param columns those that refer to the entity, each with an index */
  constructor(
    protected readonly source: DataSource,
    private readonly context: string,
    private readonly entity: string,
    columns: ReferringColumns,
  ) {
    super();
    this.statements = new StatementRunner(source);
    this.sql = referenceStatements(context, entity, columns);
  }

  override guard<T>(reference: Reference, work: () => Promise<T>): Promise<Guarded<T>> {
    return this.inTransaction<Guarded<T>>('writes for', async () => {
      const refusal = refusalOf(reference, await this.lock(reference));
      return refusal ? { refusal } : { result: await work() };
    });
  }

  override delete({ id, uniqueId }: Reference): Promise<boolean> {
    return this.inTransaction('deletes', async () => {
      await this.lockRows?.(id);
      const marked = await this.statements.run(this.sql.mark, [id, uniqueId]);
      if (marked.length === 0) return false;
      await this.deleteRows(id);
      return true;
    });
  }

  override async highestId(): Promise<number | undefined> {
    const [row] = await this.statements.run(this.sql.highest, []);
    return row?.highest ?? undefined;
  }

  /** Without time limits: after a restore PostgreSQL has no statistics yet, and no request waits. */
  override after(after: number, limit: number): Promise<KnownReference[]> {
    return this.source.transaction(({ queryRunner }) =>
      withoutTimeLimits(queryRunner!, () => this.statements.run(this.sql.after, [after, limit])),
    );
  }

  override async insert(references: readonly Reference[]): Promise<void> {
    const ids = references.map(({ id }) => id);
    await this.statements.run(this.sql.insert, [ids, references.map(({ uniqueId }) => uniqueId)]);
  }

  override async deleteId(id: number): Promise<void> {
    await this.inTransaction('deletes', async () => {
      await this.lockRows?.(id);
      await this.statements.run(this.sql.markId, [id]);
      await this.deleteRows(id);
    });
  }

  override async reassign(reference: Reference): Promise<void> {
    await this.inTransaction('reassigns', async () => {
      const freed = await this.statements.run(this.sql.free, [reference.id]);
      if (freed.length > 0) await this.insert([reference]);
    });
  }

  override async undelete({ id, uniqueId }: Reference): Promise<void> {
    await this.statements.run(this.sql.undelete, [id, uniqueId]);
  }

  /** Locks rows of an id before its mark: for a context that always locks them before references. */
  protected lockRows?(id: number): Promise<void>;

  /** Deletes the rows of an id, which no other transaction can add to any more. */
  protected async deleteRows(id: number): Promise<void> {
    for (const sql of this.sql.deleteRows) await this.statements.run(sql, [id]);
  }

  private async lock(reference: Reference) {
    const find = async () => (await this.statements.run(this.sql.lock, [reference.id]))[0];
    const known = await find();
    if (known) return known;
    await this.insert([reference]);
    return find();
  }

  private inTransaction<T>(does: string, work: () => Promise<T>): Promise<T> {
    return this.statements.transaction(`${this.context} ${does} a ${this.entity}`, work);
  }
}

/** The references of a context to an entity, in its database: see {@link DatabaseReferences}. */
export function referencesOnDatabase(
  context: string,
  entity: string,
  columns: ReferringColumns,
): FactoryProvider<ReferenceStore> {
  const open = (source: DataSource) => new DatabaseReferences(source, context, entity, columns);
  return onDatabase(context, referencesOf(context, entity), open);
}
