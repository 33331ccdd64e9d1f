import { statement } from '#glue/db';
import type { Known } from '#seam';
import { EPOCH } from './epoch.js';

/** A row of {@link VERSIONS}: one per user. */
export interface VersionRow extends Known {
  /** The position of the user in $1, from 1. */
  n: number;
  epoch: string;
  version: number;
}

/**
 * $1 user ids, each once. The versions of their lists, and what is known of the users. OFFSET 0 prevents
 * joins: PostgreSQL would scan a small table for each user.
 */
export const VERSIONS = statement<VersionRow>(
  'todo.versions',
  `SELECT u.n::integer AS n, r.unique_id AS "uniqueId", r.deleted AS "isDeleted",
     (SELECT ${EPOCH}) AS epoch, coalesce(v.version, 0) AS version
   FROM unnest($1::bigint[]) WITH ORDINALITY AS u (user_id, n)
   LEFT JOIN LATERAL (
     SELECT unique_id, deleted_at IS NOT NULL AS deleted
     FROM todo.user_refs WHERE user_id = u.user_id OFFSET 0
   ) AS r ON true
   LEFT JOIN LATERAL (
     SELECT version FROM todo.list_versions WHERE user_id = u.user_id OFFSET 0
   ) AS v ON true`,
);
