import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { dataSourceOf, referencesOnDatabase } from '#glue/db';
import type { Reference } from '#glue/references';
import { reconcileToolOf } from '#glue/tools';
import { customers } from './crm.suite.js';
import { references } from './references.js';

/** The customers of crm, to whom orders belong. */
export class OrderCustomers extends references('shop', customers, { rows: 'orders' }) {}

@Injectable()
export class OrdersService {
  constructor(
    readonly customers: OrderCustomers,
    @Inject(dataSourceOf('shop')) private readonly source: DataSource,
  ) {}

  place(customer: Reference): Promise<unknown> {
    const sql = 'INSERT INTO shop.orders (customer_id) VALUES ($1)';
    return this.customers.guard(customer, () => this.source.query(sql, [customer.id]));
  }
}

export const ORDERS = [
  referencesOnDatabase('shop', 'customer', { 'shop.orders': 'customer_id' }),
  OrderCustomers,
  OrdersService,
];

export const reconcileOrders = reconcileToolOf('crm', OrderCustomers);
