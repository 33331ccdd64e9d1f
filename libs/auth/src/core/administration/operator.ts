import { Injectable } from '@nestjs/common';
import { users } from '#auth-kernel';
import { subjectOf } from '#seam';
import { AccountAudit } from '../ports/account-audit.js';
import type { AdministeredUser } from '../ports/administration/administered-users.dal.js';
import { InvitationsService, type NewInvitation } from '../registration/invitations.service.js';
import { AdministeredUsersService } from './administered-users.service.js';
import { AdministrationService } from './administration.service.js';
import { FactorResetService } from './factor-reset.service.js';
import { OPERATOR } from '../audit-entries.js';
import type { Performer } from './performer.js';

/** What an operator does at a terminal, by `npm run admin`: also what no administrator may. */
@Injectable()
export class Operator {
  constructor(
    private readonly users: AdministeredUsersService,
    private readonly administration: AdministrationService,
    private readonly factors: FactorResetService,
    private readonly invitations: InvitationsService,
    readonly audit: AccountAudit,
  ) {}

  /** The administrators, or the users who are searched for. */
  list(search: string | undefined, limit: number): Promise<AdministeredUser[]> {
    if (search === undefined) return this.users.administrators(limit);
    return this.users.list({ search, limit });
  }

  /**
   * @param name an email or a public id
   * @throws ServiceError `user_not_found`
   */
  find(name: string): Promise<AdministeredUser> {
    return this.users.findNamed(name);
  }

  /**
   * Whom entries of the audit are about.
   *
   * @param name an email, a public id, or `operator`: what operators did that is about no account
   * @throws ServiceError `user_not_found`
   */
  async subjectOf(name: string): Promise<string> {
    return name === OPERATOR ? OPERATOR : subjectOf(users, (await this.find(name)).id);
  }

  /** @throws ServiceError `registration_closed`, `email_taken`, `links_off` */
  invite(email: string): Promise<NewInvitation> {
    return this.invitations.create(email, OPERATOR);
  }

  async grant(user: AdministeredUser): Promise<void> {
    await this.administration.setRole(user, 'admin', by(false));
  }

  /** @throws ServiceError `last_administrator`, unless it is forced */
  async revoke(user: AdministeredUser, isForced: boolean): Promise<void> {
    await this.administration.setRole(user, 'user', by(isForced));
  }

  /** @throws ServiceError `last_administrator`, unless it is forced */
  async disable(user: AdministeredUser, isForced: boolean): Promise<void> {
    await this.administration.disable(user, by(isForced));
  }

  async enable(user: AdministeredUser): Promise<void> {
    await this.administration.enable(user, by(false));
  }

  async endSessions(user: AdministeredUser): Promise<void> {
    await this.administration.endSessions(user, by(false));
  }

  async resetFactors(user: AdministeredUser): Promise<void> {
    await this.factors.reset(user, by(false));
  }

  /** @throws ServiceError `last_administrator`, unless it is forced */
  async delete(user: AdministeredUser, isForced: boolean): Promise<void> {
    await this.administration.delete(user, by(isForced));
  }
}

function by(isForced: boolean): Performer {
  return { actor: OPERATOR, isForced };
}
