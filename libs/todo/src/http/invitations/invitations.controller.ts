import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Post,
  Req,
  UseGuards,
} from '@nestjs/common';
import {
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import type { z } from 'zod';
import {
  ApiSession,
  type AuthenticatedRequest,
  authKernelErrors,
  ConfirmedSessionGuard,
  SCOPED_ERRORS,
  Scope,
} from '#auth-kernel';
import { commonErrors } from '#glue/errors';
import { idParameters } from '#glue/fields';
import { ApiErrors } from '#glue/openapi';
import { InvitationsService } from '../../core/invitations/invitations.service.js';
import { todoErrors } from '../../todo.errors.js';
import { WriteLimit } from '../limits/write-limit.guard.js';
import {
  findInvitationBody,
  invitationsAnswer,
  receivedAnswerOf,
  receivedInvitationAnswer,
  sentAnswerOf,
} from './invitations.schemas.js';

const NO_CONTENT = 204;

/** The invitations that a user has sent and received. */
@ApiTags('invitations')
@ApiSession()
@ApiErrors(...SCOPED_ERRORS, authKernelErrors.user_id_reused, todoErrors.database_required)
@UseGuards(ConfirmedSessionGuard)
@Controller('api/v2/invitations')
export class InvitationsController {
  constructor(private readonly invitations: InvitationsService) {}

  @Get()
  @Scope('items:read')
  @ApiOperation({
    summary: 'The open invitations for you, and those that you have sent',
    description:
      'The newest first. Those for you are the ones for your email, without those of senders whom you have blocked.',
  })
  @ApiOkResponse({ standardSchema: invitationsAnswer })
  async listInvitations(
    @Req() { caller }: AuthenticatedRequest,
  ): Promise<z.output<typeof invitationsAnswer>> {
    const received = await this.invitations.received(caller);
    const sent = await this.invitations.sent(caller);
    return { received: received.map(receivedAnswerOf), sent: sent.map(sentAnswerOf) };
  }

  @Post('find')
  @HttpCode(200)
  @Scope('items:read')
  @ApiOperation({ summary: 'The invitation of a link' })
  @ApiOkResponse({ standardSchema: receivedInvitationAnswer })
  @ApiErrors(commonErrors.validation_failed, todoErrors.invitation_not_found)
  async findInvitation(
    @Req() { caller }: AuthenticatedRequest,
    @Body({ schema: findInvitationBody }) { token }: z.output<typeof findInvitationBody>,
  ): Promise<z.output<typeof receivedInvitationAnswer>> {
    return receivedAnswerOf(await this.invitations.find(caller, token));
  }

  @Delete(':id')
  @UseGuards(WriteLimit)
  @HttpCode(NO_CONTENT)
  @Scope('items:write')
  @ApiParam({ name: 'id', description: 'The id of an invitation that you have sent', example: 6 })
  @ApiOperation({ summary: 'Withdraw an invitation that you have sent' })
  @ApiNoContentResponse()
  @ApiErrors(commonErrors.validation_failed, todoErrors.invitation_not_found)
  async deleteInvitation(
    @Req() { caller }: AuthenticatedRequest,
    @Param({ schema: idParameters }) { id }: z.output<typeof idParameters>,
  ): Promise<void> {
    await this.invitations.withdraw(caller, id);
  }
}
