import { Body, Controller, HttpCode, Param, Post, Req, UseGuards } from '@nestjs/common';
import {
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
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
import { DetailedItemsService } from '../../core/details/detailed-items.service.js';
import { ListsService } from '../../core/lists/lists.service.js';
import { InvitationsService } from '../../core/invitations/invitations.service.js';
import { todoErrors } from '../../todo.errors.js';
import { actorOf } from '../actor-of.js';
import { answerOf } from '../details/detailed-items.schemas.js';
import { WriteLimit } from '../limits/write-limit.guard.js';
import { listAnswerOf } from '../lists/lists.schemas.js';
import {
  acceptedAnswer,
  acceptInvitationBody,
  declineInvitationBody,
} from './invitations.schemas.js';

type Id = z.output<typeof idParameters>;

/** An invitation that a user has received. */
@ApiTags('invitations')
@ApiSession()
@ApiParam({ name: 'id', description: 'The id of an invitation for you', example: 5 })
@ApiErrors(
  ...SCOPED_ERRORS,
  commonErrors.validation_failed,
  todoErrors.invitation_not_found,
  authKernelErrors.user_id_reused,
  todoErrors.database_required,
)
@UseGuards(ConfirmedSessionGuard)
@Controller('api/v2/invitations/:id')
export class ReceivedInvitationController {
  constructor(
    private readonly invitations: InvitationsService,
    private readonly items: DetailedItemsService,
    private readonly lists: ListsService,
  ) {}

  @Post('accept')
  @UseGuards(WriteLimit)
  @HttpCode(200)
  @Scope('items:write')
  @ApiOperation({
    summary: 'Accept an invitation: the item or the list is yours, too',
    description:
      'From then on its sender may share other items with you at once. An invitation for another email needs the `token` of its link.',
  })
  @ApiOkResponse({ standardSchema: acceptedAnswer })
  @ApiErrors(
    todoErrors.item_not_found,
    todoErrors.list_not_found,
    todoErrors.already_shared,
    todoErrors.share_limit_reached,
    todoErrors.member_limit_reached,
    todoErrors.list_limit_reached,
  )
  async acceptInvitation(
    @Req() request: AuthenticatedRequest & FastifyRequest,
    @Param({ schema: idParameters }) { id }: Id,
    @Body({ schema: acceptInvitationBody }) body: z.output<typeof acceptInvitationBody>,
  ): Promise<z.output<typeof acceptedAnswer>> {
    const { caller } = request;
    const accepted = await this.invitations.accept(actorOf(request), id, body?.token);
    if ('itemId' in accepted) {
      return { item: answerOf(await this.items.find(caller, accepted.itemId)), list: null };
    }
    return { item: null, list: listAnswerOf(await this.lists.find(caller, accepted.listId)) };
  }

  @Post('decline')
  @UseGuards(WriteLimit)
  @HttpCode(204)
  @Scope('items:write')
  @ApiOperation({
    summary: 'Decline an invitation, and block its sender if you like',
    description:
      'Its sender learns nothing of it. An invitation for another email needs the `token` of its link; it stays for that email.',
  })
  @ApiNoContentResponse()
  async declineInvitation(
    @Req() { caller }: AuthenticatedRequest,
    @Param({ schema: idParameters }) { id }: Id,
    @Body({ schema: declineInvitationBody }) body: z.output<typeof declineInvitationBody>,
  ): Promise<void> {
    await this.invitations.decline(caller, id, body?.block ?? false, body?.token);
  }
}
