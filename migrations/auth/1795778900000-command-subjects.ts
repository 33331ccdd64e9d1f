import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom a command was about, so that it is forgotten with that user. */
export class CommandSubjects1795778900000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE auth.commands ADD COLUMN subject text');
    await queryRunner.query(
      'CREATE INDEX commands_subject ON auth.commands (subject) WHERE subject IS NOT NULL',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE auth.commands DROP COLUMN subject');
  }
}
