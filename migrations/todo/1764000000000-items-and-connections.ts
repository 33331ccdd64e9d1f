import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ItemsAndConnections1764000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE todo.to_do_items (
        id     integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        title  varchar(255) NOT NULL CHECK (title <> ''),
        status text NOT NULL CHECK (status IN ('PENDING', 'DONE'))
      )`);
    // user_id has no foreign key: users may live in another database.
    await queryRunner.query(`
      CREATE TABLE todo.user_connections (
        user_id    integer NOT NULL,
        to_do_id   integer NOT NULL REFERENCES todo.to_do_items (id) ON DELETE CASCADE,
        role       text NOT NULL CHECK (role IN ('owner', 'member')),
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (user_id, to_do_id)
      )`);
    await queryRunner.query(
      'CREATE INDEX user_connections_to_do_id ON todo.user_connections (to_do_id)',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE todo.user_connections');
    await queryRunner.query('DROP TABLE todo.to_do_items');
  }
}
