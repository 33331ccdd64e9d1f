import { Injectable } from '@nestjs/common';
import { ServiceError } from '#glue/errors';
import { authErrors } from '../../auth.errors.js';
import { AdministeredUsersDal } from '../ports/administration/administered-users.dal.js';
import type { StoredUser } from '../ports/users.dal.js';

/** Keeps an installation that has administrators from losing the last one by mistake. */
@Injectable()
export class LastAdministrator {
  constructor(private readonly users: AdministeredUsersDal) {}

  /**
   * To be called in the transaction in which an administrator is lost, before that. Of two at the same
   * time, the second one waits, and is refused if it is the last.
   *
   * @throws ServiceError `last_administrator`
   */
  async assertIsNot({ id, role }: Pick<StoredUser, 'id' | 'role'>): Promise<void> {
    if (role !== 'admin') return;
    const active = await this.users.lockAdministrators();
    if (active.length === 1 && active[0] === id) {
      throw new ServiceError(authErrors.last_administrator);
    }
  }
}
