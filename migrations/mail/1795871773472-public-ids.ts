import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whose a mail is, also if auth was restored and has given the id to another user. Each user's mails are read page
 * by page.
 */
export class PublicIds1795871773472 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE mail.mails ADD COLUMN unique_id text');
    await queryRunner.query(
      "UPDATE mail.mails m SET unique_id = q.body ->> 'uniqueId' FROM mail.outbox q WHERE q.key = m.id",
    );
    await queryRunner.query(
      'CREATE INDEX mails_user ON mail.mails (user_id, id) WHERE user_id IS NOT NULL',
    );
    await queryRunner.query('DROP INDEX mail.mails_user_id');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'CREATE INDEX mails_user_id ON mail.mails (user_id) WHERE user_id IS NOT NULL',
    );
    await queryRunner.query('DROP INDEX mail.mails_user');
    await queryRunner.query('ALTER TABLE mail.mails DROP COLUMN unique_id');
  }
}
