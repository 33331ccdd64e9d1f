import type { DataSource } from 'typeorm';
import { ServiceError } from '#glue/errors';
import type { ServiceOf } from '#seam';
import { stockContract } from './stock.contract.js';

/** Knows nothing of keys and transactions. */
export class StockService implements ServiceOf<typeof stockContract> {
  constructor(private readonly source: DataSource) {}

  async take(order: string) {
    await this.source.query('INSERT INTO stock.takes VALUES ($1)', [order]);
    await this.source.query('UPDATE stock.goods SET number = number - 1');
    if ((await this.left()) < 0) throw new ServiceError(stockContract.errors.sold_out);
    return this.left();
  }

  async reserve(order: string) {
    return `secret ${await this.take(order)}`;
  }

  async left() {
    return (await this.source.query<[{ number: number }]>('SELECT * FROM stock.goods'))[0].number;
  }
}
