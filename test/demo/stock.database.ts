import type { MigrationInterface, QueryRunner } from 'typeorm';
import { contextDatabase } from '#glue/db';

/** No key of commands is unique in `takes`: two effects are two rows. */
class Stock1795720000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('CREATE TABLE stock.goods (number integer NOT NULL)');
    await queryRunner.query('INSERT INTO stock.goods VALUES (1000000)');
    await queryRunner.query(
      'CREATE TABLE stock.takes (for_order text NOT NULL, number bigint GENERATED ALWAYS AS IDENTITY)',
    );
    await queryRunner.query(`
      CREATE TABLE stock.commands (
        caller     text NOT NULL,
        call       text NOT NULL,
        key        uuid NOT NULL,
        input_hash text NOT NULL,
        created_at timestamptz NOT NULL,
        outcome    json,
        subject    text,
        PRIMARY KEY (caller, call, key)
      )`);
    await queryRunner.query('CREATE INDEX commands_created_at ON stock.commands (created_at)');
  }

  async down(): Promise<void> {}
}

export const stockDatabase = contextDatabase('stock', [Stock1795720000001]);
