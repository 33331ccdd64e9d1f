import type { DataSource } from 'typeorm';
import { statement, StatementRunner } from '#glue/db';
import {
  type DueUser,
  PlannedDeletionsDal,
} from '../../../core/ports/own-data/planned-deletions.dal.js';

/** $1 user id, $2 time. An earlier plan stays. */
const PLAN = statement<{ at: Date }>(
  'auth.plan-deletion',
  `INSERT INTO auth.planned_deletions AS p (user_id, deletes_at) VALUES ($1, $2)
   ON CONFLICT (user_id) DO UPDATE SET deletes_at = p.deletes_at RETURNING deletes_at AS at`,
);

/** $1 user id. */
const FIND = statement<{ found: number }>(
  'auth.find-planned-deletion',
  'SELECT 1 AS found FROM auth.planned_deletions WHERE user_id = $1',
);

/** $1 user id. */
const CANCEL = statement<{ userId: number }>(
  'auth.cancel-deletion',
  'DELETE FROM auth.planned_deletions WHERE user_id = $1 RETURNING user_id AS "userId"',
);

/**
 * $1 time, $2 not these users. The user first, as a login locks it. The plan may be of the snapshot, and cancelled since:
 * {@link STILL_DUE} reads it again. The planner expects few rows between two ends, and uses the index.
 */
const LOCK_DUE = statement<DueUser>(
  'auth.lock-due-user',
  `SELECT u.id, u.unique_id AS "uniqueId", u.role
   FROM (
     SELECT user_id FROM auth.planned_deletions
     WHERE deletes_at > '-infinity' AND deletes_at < $1 AND user_id <> ALL ($2::bigint[])
     ORDER BY deletes_at LIMIT 100
   ) AS p
   CROSS JOIN LATERAL (
     SELECT id, unique_id, role FROM auth.users WHERE id = p.user_id FOR UPDATE SKIP LOCKED
   ) AS u
   LIMIT 1`,
);

/** $1 user id, $2 time. */
const STILL_DUE = statement<{ due: number }>(
  'auth.check-due-user',
  'SELECT 1 AS due FROM auth.planned_deletions WHERE user_id = $1 AND deletes_at < $2',
);

export class TypeormPlannedDeletionsDal extends PlannedDeletionsDal {
  private readonly statements: StatementRunner;

  constructor(source: DataSource) {
    super();
    this.statements = new StatementRunner(source);
  }

  override async plan(userId: number, at: Date): Promise<Date> {
    return (await this.statements.run(PLAN, [userId, at]))[0]!.at;
  }

  override async isPlanned(userId: number): Promise<boolean> {
    return (await this.statements.run(FIND, [userId])).length > 0;
  }

  override async cancel(userId: number): Promise<boolean> {
    return (await this.statements.run(CANCEL, [userId])).length > 0;
  }

  override async takeDue(now: Date, except: readonly number[] = []): Promise<DueUser | undefined> {
    const [user] = await this.statements.run(LOCK_DUE, [now, except]);
    if (!user) return undefined;
    const due = await this.statements.run(STILL_DUE, [user.id, now]);
    return due.length > 0 ? user : undefined;
  }
}
