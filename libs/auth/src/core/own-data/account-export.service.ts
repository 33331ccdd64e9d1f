import { Injectable } from '@nestjs/common';
import { authKernelErrors } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import { AccessTokensService } from '../access-tokens/access-tokens.service.js';
import { FactorsService } from '../factors/factors.service.js';
import { PasskeysService } from '../factors/passkeys.service.js';
import {
  type ExportedAccount,
  ExportedAccountDal,
} from '../ports/own-data/exported-account.dal.js';
import { ProfileService } from '../profile/profile.service.js';
import { AccountSessionsService, type Caller } from '../sessions/account-sessions.service.js';

/** What auth stores of a user, beside the audit. */
@Injectable()
export class AccountExportService {
  constructor(
    private readonly exported: ExportedAccountDal,
    private readonly profiles: ProfileService,
    private readonly sessions: AccountSessionsService,
    private readonly accessTokens: AccessTokensService,
    private readonly factors: FactorsService,
    private readonly passkeys: PasskeysService,
  ) {}

  /** @throws ServiceError `session_ended`, `user_not_found` if the user was deleted meanwhile */
  async find(caller: Caller) {
    const { userId } = caller;
    return {
      account: await this.profiles.find(userId),
      stored: assertFound(await this.exported.find(userId)),
      sessions: await this.sessions.list(caller),
      accessTokens: await this.accessTokens.list(userId),
      factors: await this.factors.overview(caller),
      passkeys: await this.passkeys.list(userId),
    };
  }
}

function assertFound(account: ExportedAccount | undefined): ExportedAccount {
  if (!account) throw new ServiceError(authKernelErrors.user_not_found);
  return account;
}
