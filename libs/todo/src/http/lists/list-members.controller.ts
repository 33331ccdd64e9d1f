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
import { ListMembersService } from '../../core/sharing/list-members.service.js';
import { todoErrors } from '../../todo.errors.js';
import { actorOf } from '../actor-of.js';
import { newAnswerOf, newInvitationAnswer } from '../invitations/invitations.schemas.js';
import { WriteLimit } from '../limits/write-limit.guard.js';
import {
  memberAnswerOf,
  memberParameters,
  membersAnswer,
  shareItemBody,
} from '../memberships.schemas.js';

const ACCEPTED = 202;

type Members = z.output<typeof membersAnswer>;

/** Who has a list, and all its items. */
@ApiTags('to-do lists')
@ApiSession()
@ApiParam({ name: 'id', description: 'The id of one of your lists', example: 3 })
@ApiErrors(
  ...SCOPED_ERRORS,
  commonErrors.validation_failed,
  todoErrors.list_not_found,
  authKernelErrors.user_id_reused,
  todoErrors.database_required,
)
@UseGuards(ConfirmedSessionGuard)
@Controller('api/v2/lists/:id/members')
export class ListMembersController {
  constructor(private readonly sharing: ListMembersService) {}

  @Get()
  @Scope('items:read')
  @ApiOperation({ summary: 'All members of a list' })
  @ApiOkResponse({ standardSchema: membersAnswer })
  async listListMembers(
    @Req() { caller }: AuthenticatedRequest,
    @Param({ schema: idParameters }) { id }: z.output<typeof idParameters>,
  ): Promise<Members> {
    return { members: (await this.sharing.listUsers(caller, id)).map(memberAnswerOf) };
  }

  @Post()
  @UseGuards(WriteLimit)
  @Scope('items:write')
  @ApiOperation({
    summary: 'Share a list that you own, with all its items, with the user of this email',
    description:
      'Who has accepted an invitation of yours before is a member at once (201). All others are invited (202), also if no user ' +
      'has the email: hand over the `token`. To invite the email again makes a new one.',
  })
  @ApiCreatedResponse({ standardSchema: membersAnswer })
  @ApiAcceptedResponse({ standardSchema: newInvitationAnswer })
  @ApiErrors(
    todoErrors.owner_required,
    todoErrors.already_shared,
    todoErrors.share_limit_reached,
    todoErrors.member_limit_reached,
    todoErrors.invitation_limit_reached,
  )
  async createListMember(
    @Req() request: AuthenticatedRequest & FastifyRequest,
    @Param({ schema: idParameters }) { id }: z.output<typeof idParameters>,
    @Body({ schema: shareItemBody }) { email }: z.output<typeof shareItemBody>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Members | z.output<typeof newInvitationAnswer>> {
    const shared = await this.sharing.share(actorOf(request), id, email);
    if ('members' in shared) return { members: shared.members.map(memberAnswerOf) };
    void reply.status(ACCEPTED);
    return newAnswerOf(shared.invitation);
  }

  @Delete(':user_id')
  @UseGuards(WriteLimit)
  @Scope('items:write')
  @ApiParam({ name: 'user_id', description: '`me`, or a member of a list that you own' })
  @ApiOperation({
    summary: 'Leave a list, or remove a member from a list that you own',
    description:
      'A member loses the items of others that are in it. Who leaves hands over the own ones that others have, too; who is removed keeps ' +
      'all own ones, in the default list. If the owner leaves, the earliest member owns the list. A list that no one else has is not ' +
      'left (`connection_not_found`), but deleted.',
  })
  @ApiOkResponse({
    standardSchema: membersAnswer,
    description: 'The members now, as far as you may see them: none, if you have left',
  })
  @ApiErrors(todoErrors.owner_required, todoErrors.connection_not_found)
  async deleteListMember(
    @Req() request: AuthenticatedRequest & FastifyRequest,
    @Param({ schema: memberParameters }) path: z.output<typeof memberParameters>,
  ): Promise<Members> {
    const actor = actorOf(request);
    const userId = path.user_id === 'me' ? actor.userId : path.user_id;
    const left = await this.sharing.remove(actor, path.id, userId);
    return { members: left.map(memberAnswerOf) };
  }
}
