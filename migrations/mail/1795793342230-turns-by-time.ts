import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The housekeeping finds the recipients whose turns count no more, without reading all mails. */
export class TurnsByTime1795793342230 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'CREATE INDEX mails_turn_at ON mail.mails (turn_at) WHERE recipient IS NOT NULL',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX mail.mails_turn_at');
  }
}
