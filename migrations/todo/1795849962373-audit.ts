import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who shared, left, inherited or deleted which item. */
export class Audit1795849962373 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // subject is whom an entry is about, such as user:42; actor the public id of who did it; object the item.
    await queryRunner.query(`
      CREATE TABLE todo.audit (
        id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at      timestamptz NOT NULL DEFAULT now(),
        subject text NOT NULL,
        actor   text NOT NULL,
        action  text NOT NULL,
        object  text,
        outcome text NOT NULL DEFAULT 'done' CHECK (outcome IN ('begun', 'done', 'failed')),
        address text,
        device  text
      )`);
    await queryRunner.query('CREATE INDEX audit_subject ON todo.audit (subject, id)');
    await queryRunner.query('CREATE INDEX audit_at ON todo.audit (at)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE todo.audit');
  }
}
