import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What else an entry is about, as in the audits of other contexts. */
export class AuditObjects1795849962210 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE auth.audit ADD COLUMN object text');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE auth.audit DROP COLUMN object');
  }
}
