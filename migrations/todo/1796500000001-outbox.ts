import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEXES = [
  'outbox_due ON todo.outbox (contract, due_at) WHERE due_at IS NOT NULL',
  'outbox_order ON todo.outbox (order_by, id) WHERE order_by IS NOT NULL',
  'outbox_subject ON todo.outbox (subject) WHERE subject IS NOT NULL',
  'outbox_expiry ON todo.outbox (expires_at) WHERE parked_at IS NULL',
  'outbox_parked ON todo.outbox (parked_at) WHERE parked_at IS NOT NULL',
];

/** Commands to other contexts, as docs/outbox.md shows the table. */
export class Outbox1796500000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE todo.outbox (
        id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        key        uuid NOT NULL,
        contract   text NOT NULL,
        call       text NOT NULL,
        body       json NOT NULL,
        order_by   text,
        subject    text,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        due_at     timestamptz,
        tries      integer NOT NULL DEFAULT 0,
        parked_at  timestamptz,
        code       text
      )`);
    for (const index of INDEXES) await queryRunner.query(`CREATE INDEX ${index}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE todo.outbox');
  }
}
