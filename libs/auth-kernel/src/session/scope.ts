import { applyDecorators, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiExtension, ApiSecurity } from '@nestjs/swagger';
import { ServiceError } from '#glue/errors';
import { authContract, type Session } from '../auth.contract.js';

/** What an access token may be allowed to do. */
export const SCOPES = ['items:read', 'items:write', 'account:read'] as const;
export type ScopeName = (typeof SCOPES)[number];

const { errors } = authContract;
const SCOPE = 'scope';

/**
 * Lets access tokens with this scope use a route. Without it, a route is for sessions of a login only.
 * What changes credentials, sessions or access tokens must not have it.
 */
export function Scope(scope: ScopeName): MethodDecorator {
  return applyDecorators(
    SetMetadata(SCOPE, scope),
    ApiSecurity('accessToken'),
    ApiExtension('x-scope', scope),
  );
}

/**
 * The scope that a route requires of access tokens.
 *
 * @throws ServiceError `session_required` if it accepts none
 */
export function scopeOf(context: ExecutionContext): ScopeName {
  const scope = Reflect.getMetadata(SCOPE, context.getHandler()) as ScopeName | undefined;
  if (!scope) throw new ServiceError(errors.session_required);
  return scope;
}

/**
 * @param refuse gets the challenge for `WWW-Authenticate` (RFC 6750, 3.1)
 * @throws ServiceError `scope_missing`, which names the scope
 */
export function assertScope(
  { scopes }: Readonly<Session>,
  scope: ScopeName,
  refuse: (challenge: string) => void,
): void {
  if (scopes?.includes(scope)) return;
  refuse(`Bearer error="insufficient_scope", scope="${scope}"`);
  const message = `The access token lacks the scope ${scope}.`;
  throw new ServiceError(errors.scope_missing, { message, scope });
}
