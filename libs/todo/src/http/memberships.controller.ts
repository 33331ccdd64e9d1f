import { Body, Controller, Delete, Get, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
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
import { MembershipsService } from '../core/sharing/memberships.service.js';
import { todoErrors } from '../todo.errors.js';
import { actorOf } from './actor-of.js';
import { newAnswerOf, newInvitationAnswer } from './invitations/invitations.schemas.js';
import {
  itemUserParameters,
  itemUsersAnswer,
  memberAnswerOf,
  shareItemBody,
} from './memberships.schemas.js';

const ACCEPTED = 202;

type ItemUsersAnswer = z.output<typeof itemUsersAnswer>;

/** The memberships of an item. Requires a session that auth confirms. */
@ApiTags('sharing')
@ApiSession()
@ApiParam({ name: 'id', description: 'The id of one of your items', example: 1 })
@ApiErrors(
  ...SCOPED_ERRORS,
  todoErrors.store_unavailable,
  commonErrors.validation_failed,
  todoErrors.item_not_found,
  authKernelErrors.user_id_reused,
)
@UseGuards(ConfirmedSessionGuard)
@Controller('api/v1/items/:id/users')
export class MembershipsController {
  constructor(private readonly sharing: MembershipsService) {}

  @Post()
  @Scope('items:write')
  @ApiOperation({
    summary: 'Share an item that you own with the user of this email',
    description:
      'Who has accepted an invitation of yours before is a member at once (201). All others are invited (202), also if no user ' +
      'has the email: hand over the `token`. To invite the email again makes a new one.',
  })
  @ApiCreatedResponse({ standardSchema: itemUsersAnswer })
  @ApiAcceptedResponse({ standardSchema: newInvitationAnswer })
  @ApiErrors(
    todoErrors.owner_required,
    authKernelErrors.user_not_found,
    todoErrors.already_shared,
    todoErrors.share_limit_reached,
    todoErrors.member_limit_reached,
    todoErrors.invitation_limit_reached,
  )
  async createItemUser(
    @Req() request: AuthenticatedRequest & FastifyRequest,
    @Param({ schema: idParameters }) { id }: z.output<typeof idParameters>,
    @Body({ schema: shareItemBody }) { email }: z.output<typeof shareItemBody>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ItemUsersAnswer | z.output<typeof newInvitationAnswer>> {
    const shared = await this.sharing.share(actorOf(request), id, email);
    if ('members' in shared) return shared.members.map(memberAnswerOf);
    void reply.status(ACCEPTED);
    return newAnswerOf(shared.invitation);
  }

  @Get()
  @Scope('items:read')
  @ApiOperation({ summary: 'All members of an item' })
  @ApiOkResponse({ standardSchema: itemUsersAnswer })
  async listItemUsers(
    @Req() { caller }: AuthenticatedRequest,
    @Param({ schema: idParameters }) { id }: z.output<typeof idParameters>,
  ): Promise<ItemUsersAnswer> {
    return (await this.sharing.listUsers(caller, id)).map(memberAnswerOf);
  }

  @Delete(':user_id')
  @Scope('items:write')
  @ApiParam({ name: 'user_id', description: 'You, or a member of an item that you own' })
  @ApiOperation({
    summary: 'Leave an item, or remove a member from an item that you own',
    description:
      'If its owner leaves, the earliest member becomes its owner; if the last member leaves, it is deleted.',
  })
  @ApiOkResponse({
    standardSchema: itemUsersAnswer,
    description: 'The members now, as far as you may see them: none, if you have left',
  })
  @ApiErrors(todoErrors.owner_required, todoErrors.connection_not_found)
  async deleteItemUser(
    @Req() request: AuthenticatedRequest & FastifyRequest,
    @Param({ schema: itemUserParameters }) path: z.output<typeof itemUserParameters>,
  ): Promise<ItemUsersAnswer> {
    const left = await this.sharing.remove(actorOf(request), path.id, path.user_id);
    return left.map(memberAnswerOf);
  }
}
