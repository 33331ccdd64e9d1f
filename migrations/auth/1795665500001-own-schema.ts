import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Ids become bigint. A database of 0.1 is moved to the schema `auth` before it runs (`moves`). */
export class OwnSchema1795665500001 implements MigrationInterface {
  readonly moves = ['users', 'sessions', 'user_events', 'limit_counters', 'known_addresses'];

  up(queryRunner: QueryRunner): Promise<void> {
    return alterIds(queryRunner, 'bigint');
  }

  down(queryRunner: QueryRunner): Promise<void> {
    return alterIds(queryRunner, 'integer');
  }
}

async function alterIds(queryRunner: QueryRunner, type: 'bigint' | 'integer'): Promise<void> {
  await queryRunner.query(`ALTER TABLE auth.users ALTER id TYPE ${type}`);
  await queryRunner.query(`ALTER TABLE auth.sessions ALTER user_id TYPE ${type}`);
  await queryRunner.query(`ALTER TABLE auth.known_addresses ALTER user_id TYPE ${type}`);
  await queryRunner.query(
    `ALTER TABLE auth.user_events ALTER id TYPE ${type}, ALTER user_id TYPE ${type}`,
  );
}
