import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who may share items with whom: docs/decisions/0134. Members have accepted the owners who have shared items with them: nothing
 * that is shared today needs an invitation. Before the next migrations, which lock tables that this one reads for long.
 */
export class Senders1796450000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE todo.senders (
        user_id   bigint NOT NULL,
        sender_id bigint NOT NULL,
        blocked   boolean NOT NULL,
        PRIMARY KEY (user_id, sender_id)
      )`);
    await queryRunner.query(`
      INSERT INTO todo.senders (user_id, sender_id, blocked)
      SELECT DISTINCT m.user_id, o.user_id, false
      FROM todo.user_connections m JOIN todo.user_connections o ON o.to_do_id = m.to_do_id
      WHERE m.role = 'member' AND o.role = 'owner' AND NOT o.inherited`);
    await queryRunner.query('CREATE INDEX senders_sender ON todo.senders (sender_id)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE todo.senders');
  }
}
