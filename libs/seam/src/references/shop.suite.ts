import { NestFactory } from '@nestjs/core';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { eventHandlersOf } from '#glue/events';
import { cursorsOnDatabase, DatabaseOutbox, DatabaseOutcomes, dataSourceOf } from '#glue/db';
import { outboxStoreOf } from '#glue/outbox';
import { outcomesOf } from '#glue/transaction';
import { outboxTable } from '../../../../test/demo/outbox-table.js';
import { openTestDataSource } from '../../../../test/support/test-database.js';
import { clientTokenOf } from '../binding/client-token.js';
import type { ClientOf } from '../contract/client-of.js';
import { type EventHandlers, eventHandlers } from '../events/event-handlers.js';
import type { crmContract } from './crm.suite.js';
import { OrderCustomers, ORDERS } from './orders.suite.js';

class Shop1800000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE shop.event_cursors (
        handler text PRIMARY KEY, id bigint, event_id uuid, stopped text,
        stopped_at timestamptz, repeats_to bigint, loading text)`);
    await queryRunner.query(`
      CREATE TABLE shop.customer_refs (
        customer_id bigint PRIMARY KEY, unique_id text NOT NULL, deleted_at timestamptz)`);
    await queryRunner.query(`
      CREATE TABLE shop.orders (id bigserial PRIMARY KEY, customer_id bigint NOT NULL)`);
    await queryRunner.query('CREATE INDEX orders_customer ON shop.orders (customer_id)');
    await queryRunner.query(`
      CREATE TABLE shop.commands (
        caller text, call text, key uuid, input_hash text NOT NULL, created_at timestamptz,
        outcome json, subject text, PRIMARY KEY (caller, call, key))`);
    for (const sql of outboxTable('shop')) await queryRunner.query(sql);
  }

  async down(): Promise<void> {}
}

/** A shop in a database, whose orders belong to the customers of crm. */
export async function openShop(client: ClientOf<typeof crmContract>) {
  const { dataSource, close } = await openTestDataSource('shop', [Shop1800000000000]);
  class ShopModule {}
  const app = await NestFactory.createApplicationContext(
    {
      module: ShopModule,
      providers: [
        { provide: dataSourceOf('shop'), useFactory: () => dataSource },
        { provide: clientTokenOf('crm'), useValue: client },
        { provide: outboxStoreOf('shop'), useValue: new DatabaseOutbox(dataSource, 'shop') },
        { provide: outcomesOf('shop'), useValue: new DatabaseOutcomes(dataSource, 'shop') },
        cursorsOnDatabase('shop'),
        ...ORDERS,
        eventHandlers('shop', [OrderCustomers]),
      ],
    },
    { logger: false },
  );
  return {
    dataSource,
    find: <T>(provider: Parameters<typeof app.get<T>>[0]) => app.get<T>(provider),
    handler: app.get<EventHandlers>(eventHandlersOf('shop')).named('crm:customer.deleted'),
    close,
  };
}
