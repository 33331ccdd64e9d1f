import { applyDecorators, Header, HttpCode } from '@nestjs/common';
import { ApiOkResponse, type ApiResponseOptions, ApiSecurity } from '@nestjs/swagger';
import { ApiSession, authKernelErrors } from '#auth-kernel';
import { OwnTurns } from '#glue/clients';
import { commonErrors } from '#glue/errors';
import { ApiErrors } from '#glue/openapi';
import { factorErrors } from '../factor.errors.js';
import { authErrors } from '../auth.errors.js';
import { tokenAnswer } from './auth.schemas.js';

type AnswerHeaders = Pick<ApiResponseOptions, 'headers'>;

const STORE_ERRORS = [
  commonErrors.database_unavailable,
  authKernelErrors.session_store_unavailable,
] as const;

const READING_ERRORS = [
  authKernelErrors.unauthenticated,
  authKernelErrors.session_ended,
  ...STORE_ERRORS,
] as const;

/** The errors of a route that reads a session. */
export const STORED_SESSION_ERRORS = [...READING_ERRORS, authKernelErrors.session_required];
/** The same of a route for administrators. */
export const STORED_ADMIN_ERRORS = [...STORED_SESSION_ERRORS, authKernelErrors.admin_required];
/** The same of a route that accepts access tokens with a scope. */
export const STORED_SCOPED_ERRORS = [...READING_ERRORS, authKernelErrors.scope_missing];

/** A route that begins a session for an email and a password as Basic. */
export function LoginRoute(): MethodDecorator {
  return applyDecorators(
    PasswordRoute(),
    HttpCode(200),
    ApiSecurity('basic'),
    ApiErrors(factorErrors.second_factor_required, authErrors.email_unverified),
  );
}

/** A route that checks an email and a password. It waits in the queue for hashes. */
export function PasswordRoute(): MethodDecorator {
  return applyDecorators(
    OwnTurns(),
    ApiErrors(
      authErrors.invalid_credentials,
      commonErrors.too_many_requests,
      commonErrors.too_busy,
      ...STORE_ERRORS,
    ),
  );
}

/** A route that ends the session. It has no guard: a replaced token ends the session that replaced it. */
export function LogoutRoute(answer: AnswerHeaders = {}): MethodDecorator {
  return applyDecorators(
    HttpCode(200),
    ApiSession(),
    ApiOkResponse({ description: 'The session has ended; the body is empty', ...answer }),
    ApiErrors(...STORED_SESSION_ERRORS),
  );
}

export function AnswersToken(answer: AnswerHeaders): MethodDecorator {
  return applyDecorators(
    Header('content-type', 'application/json; charset=utf-8'),
    ApiOkResponse({ standardSchema: tokenAnswer, ...answer }),
  );
}
