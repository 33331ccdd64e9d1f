import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Ids become bigint. A database of 0.1 is moved to the schema `todo` before it runs (`moves`). */
export class OwnSchema1795665500002 implements MigrationInterface {
  readonly moves = ['to_do_items', 'user_connections', 'user_refs', 'user_event_cursor'];

  up(queryRunner: QueryRunner): Promise<void> {
    return alterIds(queryRunner, 'bigint');
  }

  down(queryRunner: QueryRunner): Promise<void> {
    return alterIds(queryRunner, 'integer');
  }
}

async function alterIds(queryRunner: QueryRunner, type: 'bigint' | 'integer'): Promise<void> {
  await queryRunner.query(`ALTER TABLE todo.to_do_items ALTER id TYPE ${type}`);
  await queryRunner.query(
    `ALTER TABLE todo.user_connections ALTER user_id TYPE ${type}, ALTER to_do_id TYPE ${type}`,
  );
  await queryRunner.query(`ALTER TABLE todo.user_refs ALTER user_id TYPE ${type}`);
  await queryRunner.query(`ALTER TABLE todo.user_event_cursor ALTER id TYPE ${type}`);
}
