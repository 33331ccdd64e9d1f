import { Body, Controller, Delete, Get, Post, Req, UseGuards } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiSecurity,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import {
  ApiSession,
  type AuthenticatedRequest,
  authKernelErrors,
  ConfirmedSessionGuard,
  Scope,
  SessionGuard,
  type SessionRequest,
} from '#auth-kernel';
import { OwnTurns } from '#glue/clients';
import { commonErrors } from '#glue/errors';
import { ApiErrors } from '#glue/openapi';
import { authErrors } from '../auth.errors.js';
import { factorErrors } from '../factor.errors.js';
import { AccountService } from '../core/users/account.service.js';
import { UsersService } from '../core/users/users.service.js';
import { createUserBody, userAnswer } from './auth.schemas.js';
import { basicCredentials } from './basic-credentials.js';
import { clientOf } from './client-of.js';
import { STORED_SCOPED_ERRORS, STORED_SESSION_ERRORS } from './session-routes.js';

@ApiTags('users')
@Controller('api/v1/users')
export class UsersController {
  constructor(
    private readonly users: UsersService,
    private readonly account: AccountService,
  ) {}

  @Post('create')
  @OwnTurns()
  @ApiOperation({ summary: 'Register' })
  @ApiCreatedResponse({ description: 'Registered; the body is empty' })
  @ApiErrors(
    commonErrors.validation_failed,
    authErrors.password_guessable,
    authErrors.email_taken,
    authErrors.registration_closed,
    authErrors.invitation_required,
    authErrors.invitation_invalid,
    commonErrors.too_many_requests,
    commonErrors.too_busy,
    commonErrors.database_unavailable,
  )
  async createUserV1(
    @Body({ schema: createUserBody }) body: z.output<typeof createUserBody>,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    await this.users.register(body, clientOf(request));
  }

  @Get('get')
  @UseGuards(SessionGuard)
  @ApiSession()
  @Scope('account:read')
  @ApiOperation({ summary: 'The caller' })
  @ApiOkResponse({ standardSchema: userAnswer })
  @ApiErrors(...STORED_SCOPED_ERRORS, authKernelErrors.user_not_found)
  async getUserV1(@Req() { caller }: AuthenticatedRequest): Promise<z.output<typeof userAnswer>> {
    const { id, email, uniqueId } = await this.users.userByUniqueId(caller.uniqueId);
    return { id, email, unique_id: uniqueId };
  }

  @Delete('delete')
  @OwnTurns()
  @UseGuards(ConfirmedSessionGuard)
  @ApiSecurity({ token: [], basic: [] })
  @ApiSecurity({ pageCookie: [], pageHeader: [], basic: [] })
  @ApiOperation({
    summary: 'Delete the account of the caller',
    description:
      'Requires the token in the header `token` or in the cookie of the web page, and email and ' +
      'password again as Basic.',
  })
  @ApiOkResponse({ description: 'The user and all sessions are deleted; the body is empty' })
  @ApiErrors(
    ...STORED_SESSION_ERRORS,
    authErrors.invalid_credentials,
    authErrors.last_administrator,
    factorErrors.recent_proof_required,
    commonErrors.too_many_requests,
    commonErrors.too_busy,
  )
  async deleteAccountV1(@Req() request: SessionRequest & FastifyRequest): Promise<void> {
    const credentials = basicCredentials(request.headers.authorization);
    await this.account.delete(request.caller, credentials, clientOf(request));
  }
}
