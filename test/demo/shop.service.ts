import type { DataSource } from 'typeorm';
import type { Outbox, PutOptions } from '#seam';
import { stockContract } from './stock.contract.js';

/** Orders, which take goods of the stock once they are committed. */
export class ShopService {
  constructor(
    private readonly source: DataSource,
    private readonly outbox: Outbox,
  ) {}

  /** @param before what happens before the commit */
  async place(order: string, options?: PutOptions, before = async () => {}): Promise<void> {
    await this.source.transaction(async (manager) => {
      await manager.query('INSERT INTO shop.orders VALUES ($1)', [order]);
      await this.outbox.put(manager, stockContract.take, order, options);
      await before();
    });
  }

  /** Places the next order of a customer: `<customer> 1`, `<customer> 2` and so on, in this order. */
  async placeFor(customer: string, before = async () => {}): Promise<void> {
    await this.source.transaction(async (manager) => {
      const [{ orders }] = await manager.query<[{ orders: number }]>(
        `INSERT INTO shop.customers VALUES ($1, 1)
         ON CONFLICT (name) DO UPDATE SET orders = customers.orders + 1 RETURNING orders`,
        [customer],
      );
      const order = `${customer} ${orders}`;
      await manager.query('INSERT INTO shop.orders VALUES ($1)', [order]);
      await this.outbox.put(manager, stockContract.take, order, { orderBy: customer });
      await before();
    });
  }
}
