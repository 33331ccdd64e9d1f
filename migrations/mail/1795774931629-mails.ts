import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is known of each mail. Its address and its content are in the queue only. */
export class Mails1795774931629 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE mail.mails (
        id          uuid PRIMARY KEY,
        user_id     bigint,
        accepted_at timestamptz NOT NULL DEFAULT now(),
        recipient   text, -- a hash of the address, for an hour
        turn_at     timestamptz, -- when the limit of its recipient let it be sent
        sent_at     timestamptz
      )`);
    await queryRunner.query('CREATE INDEX mails_accepted_at ON mail.mails (accepted_at)');
    await queryRunner.query(
      'CREATE INDEX mails_recipient ON mail.mails (recipient, turn_at) WHERE recipient IS NOT NULL',
    );
    await queryRunner.query(
      'CREATE INDEX mails_user_id ON mail.mails (user_id) WHERE user_id IS NOT NULL',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE mail.mails');
  }
}
