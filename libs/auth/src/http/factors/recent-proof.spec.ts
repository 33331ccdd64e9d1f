import { GUARDS_METADATA } from '@nestjs/common/constants.js';
import type { ExecutionContext } from '@nestjs/common';
import { ServiceError } from '#glue/errors';
import type { ProofsService } from '../../core/sessions/proofs.service.js';
import { factorErrors } from '../../factor.errors.js';
import { AccessTokensController } from '../account/access-tokens.controller.js';
import { AccountController } from '../account/account.controller.js';
import { AdminUsersController } from '../admin/admin-users.controller.js';
import { FactorsController } from './factors.controller.js';
import { PasskeysController } from './passkeys.controller.js';
import { ProofsController } from './proofs.controller.js';
import { RecentProofGuard } from './recent-proof.js';
import { TotpController } from './totp.controller.js';

type Controller = abstract new (...args: never[]) => object;

const guardsOf = (target: object) =>
  (Reflect.getMetadata(GUARDS_METADATA, target) ?? []) as unknown[];

/** The routes of a controller that need a recent proof. */
function provenRoutes(controller: Controller): string[] {
  const prototype = controller.prototype as Record<string, object>;
  const isWhole = guardsOf(controller).includes(RecentProofGuard);
  return Object.getOwnPropertyNames(prototype)
    .filter((name) => name !== 'constructor' && Reflect.hasMetadata('path', prototype[name]!))
    .filter((name) => isWhole || guardsOf(prototype[name]!).includes(RecentProofGuard));
}

describe('a recent proof', () => {
  it('is needed by what changes how an account is used', () => {
    expect(provenRoutes(AccessTokensController)).toEqual(['createAccessToken']);
    expect(provenRoutes(AccountController)).toEqual(['deleteAccount']);
    expect(provenRoutes(FactorsController)).toEqual(['createRecoveryCodes', 'deletePassword']);
    expect(provenRoutes(PasskeysController)).toEqual([
      ...['createPasskeyOptions', 'createPasskey', 'deletePasskey'],
    ]);
    expect(provenRoutes(TotpController)).toEqual(['createTotp', 'confirmTotp', 'deleteTotp']);
    expect(provenRoutes(AdminUsersController)).toEqual(['deleteUserFactors', 'deleteUser']);
    expect(provenRoutes(ProofsController)).toEqual([]);
  });

  it('is checked of the session of the caller', async () => {
    const caller = { userId: 1, uniqueId: 'u-1', sessionId: 's' };
    const asked: unknown[] = [];
    const proofs: Partial<ProofsService> = {
      assertRecent: async (who) => {
        asked.push(who);
        if (asked.length > 1) throw new ServiceError(factorErrors.recent_proof_required);
      },
    };
    const guard = new RecentProofGuard(proofs as ProofsService);
    const http = { getRequest: () => ({ caller }) };
    const context = { switchToHttp: () => http } as unknown as ExecutionContext;
    await expect(guard.canActivate(context)).resolves.toBe(true);
    await expect(guard.canActivate(context)).rejects.toMatchObject({ status: 403 });
    expect(asked).toEqual([caller, caller]);
  });
});
