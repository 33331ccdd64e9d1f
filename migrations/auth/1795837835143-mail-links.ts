import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Links that mails carry. Of their tokens only hashes are stored. */
export class MailLinks1795837835143 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE auth.mail_links (
        token_hash text PRIMARY KEY,
        purpose    text NOT NULL,
        user_id    bigint NOT NULL REFERENCES auth.users (id) ON DELETE CASCADE,
        expires_at timestamptz NOT NULL
      )`);
    await queryRunner.query('CREATE INDEX mail_links_user_id ON auth.mail_links (user_id)');
    await queryRunner.query('CREATE INDEX mail_links_expires_at ON auth.mail_links (expires_at)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE auth.mail_links');
  }
}
