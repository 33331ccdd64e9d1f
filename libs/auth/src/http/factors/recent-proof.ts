import {
  applyDecorators,
  type CanActivate,
  type ExecutionContext,
  Injectable,
  UseGuards,
} from '@nestjs/common';
import type { SessionRequest } from '#auth-kernel';
import { ApiErrors } from '#glue/openapi';
import { ProofsService } from '../../core/sessions/proofs.service.js';
import { factorErrors } from '../../factor.errors.js';

/** Refuses sessions whose last proof is older than 10 minutes. After a guard of sessions. */
@Injectable()
export class RecentProofGuard implements CanActivate {
  constructor(private readonly proofs: ProofsService) {}

  async canActivate(context: ExecutionContext): Promise<true> {
    const { caller } = context.switchToHttp().getRequest<SessionRequest>();
    await this.proofs.assertRecent(caller);
    return true;
  }
}

/**
 * A route that a stolen session must not use: it needs a proof of the last 10 minutes. Its controller has
 * `ConfirmedSessionGuard` below it, which runs before.
 */
export function RecentProof(): MethodDecorator & ClassDecorator {
  return applyDecorators(
    UseGuards(RecentProofGuard),
    ApiErrors(factorErrors.recent_proof_required),
  );
}
