/**
 * Names the history in which versions count: those of another one are of other contents. It is derived, not stored, so
 * that no dump, copy or restore takes it along. It changes with a start of PostgreSQL (a copied folder, a restored
 * cluster), with the promotion of a standby, and with the files of the tables (a restored dump, TRUNCATE). Times as a
 * number: their text depends on the settings of a connection. docs/decisions/0116. It stays when PostgreSQL starts its own
 * processes again after one has crashed, which loses commits with `synchronous_commit = off`: docs/reliability.md.
 */
export const EPOCH = `to_hex(hashtextextended(concat_ws('.',
  extract(epoch FROM pg_postmaster_start_time()),
  CASE WHEN pg_is_in_recovery() THEN 'standby' ELSE left(pg_walfile_name(pg_current_wal_lsn()), 8) END,
  (SELECT oid FROM pg_database WHERE datname = current_database()),
  pg_relation_filenode('todo.to_do_items'),
  pg_relation_filenode('todo.user_connections'),
  pg_relation_filenode('todo.list_versions')
), 0))`;
