import type { MigrationInterface, QueryRunner } from 'typeorm';
import { contextDatabase } from '#glue/db';
import { outboxTable } from './outbox-table.js';

class Shop1795720000002 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('CREATE TABLE shop.orders (name text NOT NULL)');
    // The last number that an order of a customer has: those of a customer commit one after the other.
    await queryRunner.query(
      'CREATE TABLE shop.customers (name text PRIMARY KEY, orders integer NOT NULL DEFAULT 0)',
    );
    for (const statement of outboxTable('shop')) await queryRunner.query(statement);
  }

  async down(): Promise<void> {}
}

export const shopDatabase = contextDatabase('shop', [Shop1795720000002]);
