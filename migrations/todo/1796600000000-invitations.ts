import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Invitations to items: docs/decisions/0134. Processes of earlier versions share without them. */
export class Invitations1796600000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // An invitation counts for the limit of its sender, also if its item is deleted.
    await queryRunner.query(INVITATIONS);
    for (const [name, columns] of INDEXES) {
      await queryRunner.query(`CREATE INDEX invitations_${name} ON todo.invitations (${columns})`);
    }
    await queryRunner.query(`
      CREATE INDEX invitations_accepted_by ON todo.invitations (accepted_by) WHERE accepted_by IS NOT NULL`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE todo.invitations');
  }
}

const INDEXES = [
  ['email', 'email, created_at'],
  ['token', 'token_hash'],
  ['sender', 'sender_id, created_at'],
  ['expiry', 'expires_at'],
] as const;

const INVITATIONS = `
  CREATE TABLE todo.invitations (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    to_do_id    bigint REFERENCES todo.to_do_items (id) ON DELETE SET NULL,
    sender_id   bigint NOT NULL,
    email       text NOT NULL,
    token_hash  text NOT NULL,
    state       text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'accepted', 'withdrawn')),
    declined    boolean NOT NULL DEFAULT false,
    accepted_by bigint,
    created_at  timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL,
    UNIQUE (to_do_id, sender_id, email)
  )`;
