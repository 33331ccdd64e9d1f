import { type ExecutionContext, Injectable } from '@nestjs/common';
import { ServiceError } from '#glue/errors';
import { authContract } from '../auth.contract.js';
import { type AuthenticatedRequest, ConfirmedSessionGuard } from './session.guard.js';

const { errors } = authContract;
const ADMIN = 'admin';

/**
 * {@link ConfirmedSessionGuard} for routes of administrators. A session has the role that its user had
 * at the login, and ends when that changes. Access tokens have no role: a route behind this has no
 * {@link Scope}.
 */
@Injectable()
export class AdminGuard extends ConfirmedSessionGuard {
  /** @throws ServiceError also `admin_required` */
  override async canActivate(context: ExecutionContext): Promise<boolean> {
    await super.canActivate(context);
    const { caller } = context.switchToHttp().getRequest<AuthenticatedRequest>();
    if (caller.role !== ADMIN) throw new ServiceError(errors.admin_required);
    return true;
  }
}
