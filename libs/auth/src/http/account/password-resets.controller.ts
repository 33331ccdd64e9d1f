import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiAcceptedResponse, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { OwnTurns } from '#glue/clients';
import { commonErrors } from '#glue/errors';
import { ApiErrors } from '#glue/openapi';
import { authErrors } from '../../auth.errors.js';
import { PasswordResetService } from '../../core/passwords/password-reset.service.js';
import { completeResetBody, requestResetBody } from './account.schemas.js';
import { clientOf } from '../client-of.js';

/** New passwords for people who have forgotten theirs. */
@ApiTags('account')
@ApiErrors(
  commonErrors.validation_failed,
  commonErrors.too_many_requests,
  commonErrors.too_busy,
  commonErrors.database_unavailable,
)
@Controller('api/v2/password-resets')
export class PasswordResetsController {
  constructor(private readonly resets: PasswordResetService) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({
    summary: 'Ask for a mail with a link to choose a new password',
    description: 'The answer is the same, whether or not there is an account with this email.',
  })
  @ApiAcceptedResponse({ description: 'If there is such an account, a mail is sent to it' })
  @ApiErrors(authErrors.mails_off)
  async createPasswordReset(
    @Req() request: FastifyRequest,
    @Body({ schema: requestResetBody }) { email }: z.output<typeof requestResetBody>,
  ): Promise<void> {
    await this.resets.request(email, clientOf(request));
  }

  @Post('complete')
  @OwnTurns()
  @HttpCode(204)
  @ApiOperation({ summary: 'Choose a new password by the token of the link. All sessions end' })
  @ApiNoContentResponse()
  @ApiErrors(authErrors.link_invalid, authErrors.password_guessable)
  async completePasswordReset(
    @Req() request: FastifyRequest,
    @Body({ schema: completeResetBody }) body: z.output<typeof completeResetBody>,
  ): Promise<void> {
    await this.resets.complete(body.token, body.new_password, clientOf(request));
  }
}
