import type { DataSource } from 'typeorm';
import { withoutTimeLimits } from '#glue/db';
import type { CountsPage, ItemPage, ReconcileDal } from '../../../core/ports/reconcile.dal.js';
import { COUNTS_AFTER, recount } from '../users/owned-counts.js';
import { ITEMS_AFTER, WITHOUT_ITEM } from './reconcile.sql.js';
import { lockItems, promoteOrDelete } from '../memberships/memberships.js';

interface ItemRow {
  id: number;
  connections: number;
  owners: number;
}

export class TypeormReconcileDal implements ReconcileDal {
  constructor(private readonly dataSource: DataSource) {}

  async countWithoutItem(userIds: number[]): Promise<number> {
    const sql = `SELECT count(*)::integer AS count FROM todo.user_connections c WHERE ${WITHOUT_ITEM}`;
    const [row] = await this.read<{ count: number }>(sql, [userIds]);
    return row!.count;
  }

  async removeWithoutItem(userIds: number[]): Promise<void> {
    await this.dataSource.query(`DELETE FROM todo.user_connections c WHERE ${WITHOUT_ITEM}`, [
      userIds,
    ]);
  }

  async itemsAfter(after: number, limit: number): Promise<ItemPage> {
    const rows = await this.read<ItemRow>(ITEMS_AFTER, [after, limit]);
    const ids = (wanted: (row: ItemRow) => boolean) => rows.filter(wanted).map(({ id }) => id);
    return {
      ...(rows.length === limit && { next: rows.at(-1)!.id }),
      size: rows.length,
      orphaned: ids(({ connections }) => connections === 0),
      ownerless: ids(({ connections, owners }) => connections > 0 && owners === 0),
    };
  }

  async promoteOrDelete(itemIds: number[]): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await lockItems(manager, itemIds);
      await promoteOrDelete(manager, itemIds);
    });
  }

  async countsAfter(after: number, limit: number): Promise<CountsPage> {
    const rows = await this.read<{ id: number; wrong: boolean }>(COUNTS_AFTER, [after, limit]);
    return {
      ...(rows.length === limit && { next: rows.at(-1)!.id }),
      miscounted: rows.filter(({ wrong }) => wrong).map(({ id }) => id),
    };
  }

  async recount(userIds: number[]): Promise<void> {
    await this.dataSource.transaction((manager) => recount(manager, userIds));
  }

  /** Without time limits: after a restore PostgreSQL has no statistics yet, and no request waits. */
  private read<Row>(sql: string, values: unknown[]): Promise<Row[]> {
    return this.dataSource.transaction(({ queryRunner }) =>
      withoutTimeLimits(queryRunner!, () => queryRunner!.query(sql, values) as Promise<Row[]>),
    );
  }
}
