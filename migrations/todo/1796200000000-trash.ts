import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Items that their owners have deleted: docs/decisions/0121. Processes of earlier versions delete without it. */
export class Trash1796200000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // The columns of an item with its owner, and no foreign key: the id is that of no item now.
    await queryRunner.query(`
      CREATE TABLE todo.trash (
        user_id      bigint NOT NULL,
        unique_id    text NOT NULL,
        id           bigint NOT NULL,
        inherited    boolean NOT NULL,
        title        varchar(255) NOT NULL,
        status       text NOT NULL,
        notes        text NOT NULL,
        priority     smallint NOT NULL,
        labels       text[] NOT NULL,
        due_date     date,
        due_time     time,
        due_zone     text,
        repeat       text,
        created_at   timestamptz,
        updated_at   timestamptz,
        completed_at timestamptz,
        deleted_at   timestamptz NOT NULL,
        PRIMARY KEY (user_id, id)
      )`);
    for (const text of INDEXES) await queryRunner.query(text);
    await setTimesOfNew(queryRunner, 'AND NEW.created_at IS NOT NULL');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await setTimesOfNew(queryRunner, '');
    // Earlier versions do not count it.
    await queryRunner.query(`
      UPDATE todo.user_refs r
      SET owned_items = owned_items - t.items, owned_bytes = owned_bytes - t.bytes
      FROM (
        SELECT user_id, count(*) AS items, sum(octet_length(title)) AS bytes
        FROM todo.trash WHERE NOT inherited GROUP BY user_id
      ) AS t
      WHERE t.user_id = r.user_id`);
    await queryRunner.query('DROP TABLE todo.trash');
  }
}

const INDEXES = [
  'CREATE INDEX trash_newest ON todo.trash (user_id, deleted_at, id)',
  'CREATE INDEX trash_inherited ON todo.trash (user_id, deleted_at, id) WHERE inherited',
  'CREATE INDEX trash_deleted_at ON todo.trash (deleted_at)',
];

/**
 * A done item gets the time of its insertion, but not one that is restored, and older than such times: only that one has
 * no time of its creation.
 */
async function setTimesOfNew(queryRunner: QueryRunner, condition: string): Promise<void> {
  await queryRunner.query('DROP TRIGGER to_do_items_times_of_new ON todo.to_do_items');
  await queryRunner.query(`
    CREATE TRIGGER to_do_items_times_of_new BEFORE INSERT ON todo.to_do_items
    FOR EACH ROW WHEN (NEW.status = 'DONE' AND NEW.completed_at IS NULL ${condition})
    EXECUTE FUNCTION todo.set_item_times()`);
}
