import { Batcher } from '#glue/batch';
import type { StatementRunner } from '#glue/db';
import type { ToDoDraft, UserRef } from '../todo.dal.js';
import { CREATE } from './todo.statements.js';

/** Commits that wait for the disk are worth sharing; the numbers are those of lists. */
const BOUNDS = { calls: 2, size: 100 };

interface Creation {
  user: UserRef;
  draft: ToDoDraft;
}

/** Adds items, those of many requests in one statement, which is one commit. */
export class CreateBatcher {
  private readonly batcher: Batcher<Creation, boolean>;

  constructor(private readonly statements: StatementRunner) {
    this.batcher = new Batcher((creations) => this.createAll(creations), BOUNDS);
  }

  /** `false`, and nothing was added, if the user is not known, deleted, or being deleted. */
  create(user: UserRef, draft: ToDoDraft): Promise<boolean> {
    return this.batcher.ask({ user, draft });
  }

  private async createAll(creations: readonly Creation[]): Promise<boolean[]> {
    const rows = await this.statements.run(CREATE, [
      creations.map(({ user }) => user.id),
      creations.map(({ user }) => user.uniqueId),
      creations.map(({ draft }) => draft.title),
      creations.map(({ draft }) => draft.status),
    ]);
    const created = new Set(rows.map(({ n }) => n));
    return creations.map((_, index) => created.has(index + 1));
  }
}
