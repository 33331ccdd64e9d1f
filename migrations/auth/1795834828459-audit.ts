import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who changed what of whose account, and how often it was tried in vain. */
export class Audit1795834828459 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // subject is whom an entry is about, such as user:42; actor the public id of who did it.
    await queryRunner.query(`
      CREATE TABLE auth.audit (
        id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at      timestamptz NOT NULL DEFAULT now(),
        subject text NOT NULL,
        actor   text NOT NULL,
        action  text NOT NULL,
        outcome text NOT NULL DEFAULT 'done' CHECK (outcome IN ('begun', 'done', 'failed')),
        address text,
        device  text
      )`);
    await queryRunner.query('CREATE INDEX audit_subject ON auth.audit (subject, id)');
    await queryRunner.query('CREATE INDEX audit_at ON auth.audit (at)');
    await queryRunner.query(`
      CREATE TABLE auth.audit_failures (
        subject text NOT NULL,
        hour    timestamptz NOT NULL,
        action  text NOT NULL,
        count   integer NOT NULL,
        PRIMARY KEY (subject, hour, action)
      )`);
    await queryRunner.query('CREATE INDEX audit_failures_hour ON auth.audit_failures (hour)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE auth.audit, auth.audit_failures');
  }
}
