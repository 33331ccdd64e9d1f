import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lists that are older than their versions get one. A transaction that changes more than is noted raises all versions
 * that there are: it found no one who had only lost items by it.
 */
export class VersionsOfAllLists1796000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      INSERT INTO todo.list_versions (user_id, version)
      SELECT DISTINCT user_id, 1 FROM todo.user_connections ON CONFLICT DO NOTHING`);
  }

  /** A version is never taken back. */
  async down(): Promise<void> {}
}
