import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom a command was about, so that it is forgotten with that user. Mails in the queue name them alike. */
export class CommandSubjects1795781383358 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE mail.commands ADD COLUMN subject text');
    await queryRunner.query(
      'CREATE INDEX commands_subject ON mail.commands (subject) WHERE subject IS NOT NULL',
    );
    await queryRunner.query(
      "UPDATE mail.outbox SET subject = replace(subject, ' ', ':') WHERE subject IS NOT NULL",
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      "UPDATE mail.outbox SET subject = replace(subject, ':', ' ') WHERE subject IS NOT NULL",
    );
    await queryRunner.query('ALTER TABLE mail.commands DROP COLUMN subject');
  }
}
