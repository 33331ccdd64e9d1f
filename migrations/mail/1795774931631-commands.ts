import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Commands1795774931631 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // How commands of other contexts ended. No outcome: the result is secret.
    await queryRunner.query(`
      CREATE TABLE mail.commands (
        caller     text NOT NULL,
        call       text NOT NULL,
        key        uuid NOT NULL,
        input_hash text NOT NULL,
        created_at timestamptz NOT NULL,
        outcome    json,
        PRIMARY KEY (caller, call, key)
      )`);
    await queryRunner.query('CREATE INDEX commands_created_at ON mail.commands (created_at)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE mail.commands');
  }
}
