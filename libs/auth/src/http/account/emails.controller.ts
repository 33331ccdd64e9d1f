import { Body, Controller, HttpCode, Post, Put, Req, UseGuards } from '@nestjs/common';
import { ApiAcceptedResponse, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { ApiSession, ConfirmedSessionGuard, findToken, type SessionRequest } from '#auth-kernel';
import { OwnTurns } from '#glue/clients';
import { commonErrors } from '#glue/errors';
import { ApiErrors } from '#glue/openapi';
import { authErrors } from '../../auth.errors.js';
import { factorErrors } from '../../factor.errors.js';
import { EmailChangeService } from '../../core/emails/email-change.service.js';
import { EmailLinksService } from '../../core/emails/email-links.service.js';
import { EmailConfirmationService } from '../../core/emails/email-confirmation.service.js';
import { clientOf } from '../client-of.js';
import { STORED_SESSION_ERRORS } from '../session-routes.js';
import {
  changeEmailBody,
  completeConfirmationBody,
  requestConfirmationBody,
  undoEmailBody,
} from './emails.schemas.js';

const COMMON = [
  commonErrors.validation_failed,
  commonErrors.too_many_requests,
  commonErrors.too_busy,
  commonErrors.database_unavailable,
];

/** Proofs and changes of emails. */
@ApiTags('account')
@Controller('api/v2')
export class EmailsController {
  constructor(
    private readonly confirmations: EmailConfirmationService,
    private readonly changes: EmailChangeService,
    private readonly links: EmailLinksService,
  ) {}

  @Post('email-confirmations')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Ask for a mail with a link that confirms an email',
    description: 'The answer is the same, whether or not there is an account with this email.',
  })
  @ApiAcceptedResponse({ description: 'If it is to be confirmed, a mail is sent to it' })
  @ApiErrors(...COMMON, authErrors.mails_off)
  async createEmailConfirmation(
    @Req() request: FastifyRequest,
    @Body({ schema: requestConfirmationBody }) { email }: z.output<typeof requestConfirmationBody>,
  ): Promise<void> {
    await this.confirmations.request(email, clientOf(request));
  }

  @Post('email-confirmations/complete')
  @OwnTurns()
  @HttpCode(204)
  @ApiOperation({
    summary: 'Confirm an email, or the new email of an account, by the token of the link',
    description:
      'The first confirmation needs the session of the user, the password, or a new password. It ends all other ' +
      'sessions, and deletes access tokens: another person may have registered the address. That of a new email ' +
      'needs the session or the password: the address may be that of a stranger.',
  })
  @ApiNoContentResponse()
  @ApiErrors(
    ...COMMON,
    ...[authErrors.link_invalid, authErrors.proof_required, authErrors.invalid_credentials],
    ...[authErrors.password_guessable, authErrors.email_taken, authErrors.email_unverified],
  )
  async completeEmailConfirmation(
    @Req() request: FastifyRequest,
    @Body({ schema: completeConfirmationBody }) body: z.output<typeof completeConfirmationBody>,
  ): Promise<void> {
    const { token, password, new_password: newPassword } = body;
    const proof = { session: findToken(request.headers), password, newPassword };
    await this.links.complete(token, proof, clientOf(request));
  }

  @Post('email-confirmations/undo')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Undo a change of the email, by the link that the former address got',
    description:
      'All sessions and access tokens end, and a mail has a link to choose a new password.',
  })
  @ApiNoContentResponse()
  @ApiErrors(...COMMON, authErrors.link_invalid, authErrors.email_taken)
  async undoEmailChange(
    @Req() request: FastifyRequest,
    @Body({ schema: undoEmailBody }) { token }: z.output<typeof undoEmailBody>,
  ): Promise<void> {
    await this.changes.undo(token, clientOf(request));
  }

  @Put('account/email')
  @OwnTurns()
  @HttpCode(202)
  @UseGuards(ConfirmedSessionGuard)
  @ApiSession()
  @ApiOperation({
    summary: 'Change the email: a mail to the new one has a link that confirms it',
    description:
      'Needs the password, or a recent proof; of users with a second factor, the latter.',
  })
  @ApiAcceptedResponse({ description: 'The account keeps its email until the link is used' })
  @ApiErrors(
    ...COMMON,
    ...STORED_SESSION_ERRORS,
    ...[authErrors.invalid_credentials, authErrors.mails_off, factorErrors.recent_proof_required],
    authErrors.email_unverified,
  )
  async replaceEmail(
    @Req() request: SessionRequest & FastifyRequest,
    @Body({ schema: changeEmailBody }) body: z.output<typeof changeEmailBody>,
  ): Promise<void> {
    await this.changes.request(request.caller, body, clientOf(request));
  }
}
