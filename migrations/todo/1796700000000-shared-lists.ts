import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lists that several users have: docs/decisions/0136. Each has a row of their own, with the same `shared_id`. What the owner of an
 * item files in such a list, all of them get, whichever process or statement files it: so processes of earlier versions share, too.
 */
export class SharedLists1796700000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE todo.lists
        ADD COLUMN shared_id bigint,
        ADD COLUMN role text NOT NULL DEFAULT 'owner' CHECK (role IN ('owner', 'member'))`);
    await queryRunner.query(
      'CREATE INDEX lists_shared ON todo.lists (shared_id) WHERE shared_id IS NOT NULL',
    );
    await queryRunner.query('ALTER TABLE todo.invitations ADD COLUMN list_id bigint');
    // Processes of an earlier version leave the list of an invitation whose invitee they forget.
    await queryRunner.query(
      `CREATE UNIQUE INDEX invitations_list ON todo.invitations (sender_id, list_id, email)
       WHERE list_id IS NOT NULL AND email <> ''`,
    );
    for (const text of [LIMITS, CHECK, SHARE_FILED, LEFT]) await queryRunner.query(text);
    for (const text of TRIGGERS) await queryRunner.query(`CREATE TRIGGER ${text}`);
  }

  /** Shared items stay shared. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP FUNCTION todo.share_filed() CASCADE');
    await queryRunner.query('DROP FUNCTION todo.list_left() CASCADE');
    await queryRunner.query(
      'DROP FUNCTION todo.check_shares(bigint, bigint, bigint[]), todo.count_shared(integer), todo.sharing_limits()',
    );
    await queryRunner.query('DELETE FROM todo.invitations WHERE list_id IS NOT NULL');
    await queryRunner.query('ALTER TABLE todo.invitations DROP COLUMN list_id');
    await queryRunner.query('ALTER TABLE todo.lists DROP COLUMN shared_id, DROP COLUMN role');
  }
}

/** Items of the default list, which are almost all of version 1, cost nothing. Who does not own an item files it for themselves. */
const TRIGGERS = [
  `share_filed_new AFTER INSERT ON todo.user_connections
   FOR EACH ROW WHEN (NEW.role = 'owner' AND NEW.list_id IS NOT NULL) EXECUTE FUNCTION todo.share_filed()`,
  `share_filed_moved AFTER UPDATE OF list_id ON todo.user_connections
   FOR EACH ROW WHEN (NEW.role = 'owner' AND OLD.list_id IS DISTINCT FROM NEW.list_id) EXECUTE FUNCTION todo.share_filed()`,
  `lists_left AFTER DELETE ON todo.lists
   FOR EACH ROW WHEN (OLD.shared_id IS NOT NULL) EXECUTE FUNCTION todo.list_left()`,
];

/** Those of `todo.limits.ts`, and the memberships that one transaction adds or removes by filing: beyond some 30,000, all lists would count as changed. */
const LIMITS = `
  CREATE FUNCTION todo.sharing_limits(OUT members integer, OUT by_sender integer, OUT to_receiver integer, OUT at_once integer)
  LANGUAGE sql IMMUTABLE AS 'SELECT 100, 1000, 10000, 10000'`;

/**
 * The SQLSTATE TD001 is a refusal by a limit, which the message names. Of locked lists: who shares in another one with the same user at
 * the same moment is not counted.
 */
const CHECK = `
  CREATE FUNCTION todo.check_shares(item bigint, owner bigint, users bigint[]) RETURNS void LANGUAGE plpgsql AS $$
  DECLARE
    most record;
  BEGIN
    SELECT * INTO most FROM todo.sharing_limits();
    IF cardinality(users) + (
      SELECT count(*) FROM todo.user_connections WHERE to_do_id = item AND role = 'member'
    ) > most.members THEN
      RAISE EXCEPTION 'too_many_members' USING ERRCODE = 'TD001';
    END IF;
    IF EXISTS (
      SELECT FROM unnest(users) AS u (id) CROSS JOIN LATERAL (
        SELECT count(*) AS shared, count(*) FILTER (WHERE to_do_id IN (
          SELECT to_do_id FROM todo.user_connections WHERE user_id = owner AND role = 'owner'
        )) AS by_sender
        FROM todo.user_connections WHERE user_id = u.id AND (role = 'member' OR inherited)
      ) AS s
      WHERE s.shared >= most.to_receiver OR s.by_sender >= most.by_sender
    ) THEN
      RAISE EXCEPTION 'too_many_shares' USING ERRCODE = 'TD001';
    END IF;
  END $$;

  CREATE FUNCTION todo.count_shared(more integer) RETURNS void LANGUAGE plpgsql AS $$
  DECLARE
    n integer := more + coalesce(nullif(current_setting('todo.shared_at_once', true), ''), '0')::integer;
  BEGIN
    IF n > (SELECT at_once FROM todo.sharing_limits()) THEN
      RAISE EXCEPTION 'too_many_shares' USING ERRCODE = 'TD001';
    END IF;
    PERFORM set_config('todo.shared_at_once', n::text, true);
  END $$`;

/**
 * Of a locked or new item of its owner. The rows of the lists are locked in the order of all that locks several, and once more: only
 * who has locked all rows of a list adds one, so that the second time there are all of them. A member who has filed the item elsewhere
 * keeps it when it leaves the list, and where it is when it is the next one of an item that repeats.
 */
const SHARE_FILED = `
  CREATE FUNCTION todo.share_filed() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    new_row jsonb := to_jsonb(NEW);
    owner bigint := new_row ->> 'user_id';
    item bigint := new_row ->> 'to_do_id';
    filed bigint[] := ARRAY[to_jsonb(OLD) ->> 'list_id', new_row ->> 'list_id'];
    before bigint;
    after bigint;
    getting bigint[];
    n integer;
  BEGIN
    FOR round IN 1..2 LOOP
      before := (SELECT shared_id FROM todo.lists WHERE user_id = owner AND id = filed[1]);
      after := (SELECT shared_id FROM todo.lists WHERE user_id = owner AND id = filed[2]);
      IF round = 2 AND before IS NOT DISTINCT FROM after THEN RETURN NULL; END IF;
      PERFORM FROM todo.lists
      WHERE user_id = owner AND id = ANY (filed) OR shared_id = ANY (ARRAY[before, after])
      ORDER BY user_id, id FOR SHARE;
    END LOOP;
    getting := ARRAY(
      SELECT user_id FROM todo.lists l WHERE shared_id = after AND user_id <> owner AND NOT EXISTS (
        SELECT FROM todo.senders s WHERE s.user_id = l.user_id AND s.sender_id = owner AND s.blocked
      )
    );
    DELETE FROM todo.user_connections c USING todo.lists l
    WHERE l.shared_id = before AND c.user_id = l.user_id AND c.to_do_id = item AND c.list_id = l.id
      AND c.user_id <> owner AND c.user_id <> ALL (getting);
    GET DIAGNOSTICS n = ROW_COUNT;
    PERFORM todo.check_shares(item, owner, ARRAY(
      SELECT id FROM unnest(getting) AS u (id) WHERE NOT EXISTS (
        SELECT FROM todo.user_connections c WHERE c.user_id = u.id AND c.to_do_id = item
      )
    ));
    INSERT INTO todo.user_connections AS c (user_id, to_do_id, role, created_at, inherited, list_id)
    SELECT l.user_id, item, 'member', now() + l.n * interval '1 microsecond', false, l.id
    FROM (
      SELECT user_id, id, row_number() OVER (ORDER BY created_at, user_id) AS n
      FROM todo.lists WHERE shared_id = after AND user_id = ANY (getting)
    ) AS l
    ON CONFLICT (user_id, to_do_id) DO UPDATE SET list_id = excluded.list_id, position = NULL
      WHERE TG_OP = 'UPDATE' AND c.list_id IS DISTINCT FROM excluded.list_id;
    PERFORM todo.count_shared(n + cardinality(getting));
    RETURN NULL;
  END $$`;

/** The earliest member owns a list whose owner has it no more. The last one shares it with no other. */
const LEFT = `
  CREATE FUNCTION todo.list_left() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    shared bigint := to_jsonb(OLD) ->> 'shared_id';
    n integer;
  BEGIN
    PERFORM FROM todo.lists WHERE shared_id = shared ORDER BY user_id, id FOR NO KEY UPDATE;
    GET DIAGNOSTICS n = ROW_COUNT;
    IF n = 1 THEN
      UPDATE todo.lists SET role = 'owner', shared_id = NULL WHERE shared_id = shared;
    ELSIF NOT EXISTS (SELECT FROM todo.lists WHERE shared_id = shared AND role = 'owner') THEN
      UPDATE todo.lists SET role = 'owner' WHERE (user_id, id) IN (
        SELECT user_id, id FROM todo.lists WHERE shared_id = shared ORDER BY created_at, user_id LIMIT 1
      );
    END IF;
    RETURN NULL;
  END $$`;
