import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Put,
  Query,
  Req,
  UseGuards,
} from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { ApiSession, type SessionRequest, ConfirmedSessionGuard } from '#auth-kernel';
import { auditAnswer, auditQuery } from '#glue/audit';
import { OwnTurns } from '#glue/clients';
import { commonErrors } from '#glue/errors';
import { ApiErrors } from '#glue/openapi';
import { authErrors } from '../../auth.errors.js';
import { AccountAudit } from '../../core/ports/account-audit.js';
import { AccountService } from '../../core/users/account.service.js';
import { PasswordService } from '../../core/passwords/password.service.js';
import { readAudit } from './account-answers.js';
import { changePasswordBody } from './account.schemas.js';
import { clientOf } from '../client-of.js';
import { RecentProof } from '../factors/recent-proof.js';
import { STORED_SESSION_ERRORS } from '../session-routes.js';

/** The account of the caller. */
@ApiTags('account')
@ApiSession()
@ApiErrors(...STORED_SESSION_ERRORS)
@UseGuards(ConfirmedSessionGuard)
@Controller('api/v2/account')
export class AccountController {
  constructor(
    private readonly passwords: PasswordService,
    private readonly audit: AccountAudit,
    private readonly account: AccountService,
  ) {}

  @Put('password')
  @OwnTurns()
  @HttpCode(204)
  @ApiOperation({ summary: 'Change the password. All other sessions end' })
  @ApiNoContentResponse()
  @ApiErrors(
    commonErrors.validation_failed,
    authErrors.invalid_credentials,
    authErrors.password_guessable,
    commonErrors.too_many_requests,
    commonErrors.too_busy,
  )
  async replacePassword(
    @Req() request: SessionRequest & FastifyRequest,
    @Body({ schema: changePasswordBody }) body: z.output<typeof changePasswordBody>,
  ): Promise<void> {
    const { current_password: current, new_password: next } = body;
    await this.passwords.change(request.caller, { current, next }, clientOf(request));
  }

  @Delete()
  @RecentProof()
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete the account, with all sessions' })
  @ApiNoContentResponse()
  @ApiErrors(authErrors.last_administrator)
  async deleteAccount(@Req() request: SessionRequest & FastifyRequest): Promise<void> {
    await this.account.deleteProven(request.caller, clientOf(request));
  }

  @Get('audit')
  @ApiOperation({ summary: 'What was done to the account, newest first: kept for 400 days' })
  @ApiOkResponse({ standardSchema: auditAnswer })
  @ApiErrors(commonErrors.validation_failed)
  async listAccountAudit(
    @Req() { caller }: SessionRequest,
    @Query({ schema: auditQuery }) page: z.output<typeof auditQuery>,
  ): Promise<z.output<typeof auditAnswer>> {
    return readAudit(this.audit, caller.userId, page);
  }
}
