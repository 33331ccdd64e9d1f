import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Patch,
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
import { ApiErrors } from '#glue/openapi';
import { SendersService } from '../../core/invitations/senders.service.js';
import { todoErrors } from '../../todo.errors.js';
import { WriteLimit } from '../limits/write-limit.guard.js';
import {
  patchSenderBody,
  senderParameters,
  sendersAnswer,
  sendersAnswerOf,
} from './senders.schemas.js';

const NO_CONTENT = 204;
const USER_ID = { name: 'user_id', description: 'The id of one of your senders', example: 1 };

type Path = z.output<typeof senderParameters>;

/** Whom a user has accepted, and whom the user has blocked. */
@ApiTags('invitations')
@ApiSession()
@ApiErrors(...SCOPED_ERRORS, authKernelErrors.user_id_reused, todoErrors.database_required)
@UseGuards(ConfirmedSessionGuard)
@Controller('api/v2/senders')
export class SendersController {
  constructor(private readonly senders: SendersService) {}

  @Get()
  @Scope('items:read')
  @ApiOperation({
    summary: 'Who may share with you without an invitation, and whom you have blocked',
  })
  @ApiOkResponse({ standardSchema: sendersAnswer })
  async listSenders(
    @Req() { caller }: AuthenticatedRequest,
  ): Promise<z.output<typeof sendersAnswer>> {
    return sendersAnswerOf(await this.senders.all(caller));
  }

  @Patch(':user_id')
  @UseGuards(WriteLimit)
  @HttpCode(NO_CONTENT)
  @Scope('items:write')
  @ApiParam(USER_ID)
  @ApiOperation({
    summary: 'Block a sender, or another member of a shared list',
    description: 'Items that are shared with you stay: leave those that you do not want.',
  })
  @ApiNoContentResponse()
  @ApiErrors(commonErrors.validation_failed, todoErrors.sender_not_found)
  async updateSender(
    @Req() { caller }: AuthenticatedRequest,
    @Param({ schema: senderParameters }) { user_id: userId }: Path,
    @Body({ schema: patchSenderBody }) { blocked }: z.output<typeof patchSenderBody>,
  ): Promise<void> {
    if (blocked) await this.senders.block(caller, userId);
  }

  @Delete(':user_id')
  @UseGuards(WriteLimit)
  @HttpCode(NO_CONTENT)
  @Scope('items:write')
  @ApiParam(USER_ID)
  @ApiOperation({
    summary: 'Forget a sender, who needs an invitation then to share with you: also to unblock one',
  })
  @ApiNoContentResponse()
  @ApiErrors(commonErrors.validation_failed, todoErrors.sender_not_found)
  async deleteSender(
    @Req() { caller }: AuthenticatedRequest,
    @Param({ schema: senderParameters }) { user_id: userId }: Path,
  ): Promise<void> {
    await this.senders.forget(caller, userId);
  }
}
