import type { DataSource } from 'typeorm';
import { StatementRunner } from '#glue/db';
import type {
  AdministeredUser,
  AdministeredUsersDal,
  UserSearch,
} from '../../../core/ports/administration/administered-users.dal.js';
import type { Role } from '../../../core/ports/users.dal.js';
import {
  FIND_USER,
  FIND_USER_BY_EMAIL,
  LIST_ADMINISTRATORS,
  LIST_USERS,
  LOCK_ADMINISTRATORS,
  SEARCH_USERS,
  SET_DISABLED,
  SET_ROLE,
  STAYING_ADMINISTRATORS,
} from './administered-user.statements.js';

/** Above all that follows a prefix: its bytes are the largest of all characters. */
const LAST_CHARACTER = '\u{10FFFF}';

export class TypeormAdministeredUsersDal implements AdministeredUsersDal {
  private readonly statements: StatementRunner;

  constructor(dataSource: DataSource) {
    this.statements = new StatementRunner(dataSource);
  }

  list({ emailPrefix, after, limit }: UserSearch): Promise<AdministeredUser[]> {
    if (!emailPrefix) return this.statements.run(LIST_USERS, [after?.id ?? 0, limit]);
    if (hasNul(emailPrefix)) return Promise.resolve([]);
    const values = [emailPrefix, after?.email ?? '', emailPrefix + LAST_CHARACTER, limit];
    return this.statements.run(SEARCH_USERS, values);
  }

  async findByUniqueId(uniqueId: string): Promise<AdministeredUser | undefined> {
    return hasNul(uniqueId) ? undefined : (await this.statements.run(FIND_USER, [uniqueId]))[0];
  }

  async findByEmail(email: string): Promise<AdministeredUser | undefined> {
    if (hasNul(email)) return undefined;
    return (await this.statements.run(FIND_USER_BY_EMAIL, [email]))[0];
  }

  administrators(limit: number): Promise<AdministeredUser[]> {
    return this.statements.run(LIST_ADMINISTRATORS, [limit]);
  }

  async setRole(id: number, role: Role): Promise<boolean> {
    return (await this.statements.run(SET_ROLE, [id, role])).length === 1;
  }

  async setDisabled(id: number, at: Date | null): Promise<boolean> {
    return (await this.statements.run(SET_DISABLED, [id, at])).length === 1;
  }

  /** Two statements: the second one sees what was committed while the first one waited. */
  async lockAdministrators(): Promise<number[]> {
    await this.statements.run(LOCK_ADMINISTRATORS, []);
    return (await this.statements.run(STAYING_ADMINISTRATORS, [])).map(({ id }) => id);
  }
}

/** PostgreSQL's text cannot contain NUL, so no stored user has one. */
function hasNul(text: string): boolean {
  return text.includes('\0');
}
