import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SessionChains1795611821058 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // A session without a chain, of an earlier version, is the first of one that has its own id.
    await queryRunner.query('ALTER TABLE auth.sessions ADD COLUMN chain_id text');
    await queryRunner.query('CREATE INDEX sessions_chain_id ON auth.sessions (chain_id)');
    await queryRunner.query(
      'CREATE INDEX sessions_replaced_at ON auth.sessions (replaced_at) WHERE replaced_at IS NOT NULL',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX auth.sessions_replaced_at');
    await queryRunner.query('ALTER TABLE auth.sessions DROP COLUMN chain_id');
  }
}
