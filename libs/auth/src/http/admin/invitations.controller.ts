import { Body, Controller, Post, Req, UseGuards } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { AdminGuard, ApiSession, type SessionRequest } from '#auth-kernel';
import { commonErrors } from '#glue/errors';
import { ApiErrors } from '#glue/openapi';
import { authErrors } from '../../auth.errors.js';
import { InvitationsService } from '../../core/registration/invitations.service.js';
import { clientOf } from '../client-of.js';
import { STORED_ADMIN_ERRORS } from '../session-routes.js';
import { invitationAnswer, invitationBody } from './admin.schemas.js';

/** Invitations to register. */
@ApiTags('administration')
@ApiSession()
@ApiErrors(...STORED_ADMIN_ERRORS)
@UseGuards(AdminGuard)
@Controller('api/v2/admin/invitations')
export class InvitationsController {
  constructor(private readonly invitations: InvitationsService) {}

  @Post()
  @ApiOperation({
    summary: 'Invite an email to register',
    description: 'The link works once, for 7 days. A newer invitation of the email replaces it.',
  })
  @ApiCreatedResponse({ standardSchema: invitationAnswer })
  @ApiErrors(
    commonErrors.validation_failed,
    authErrors.email_taken,
    authErrors.registration_closed,
    authErrors.links_off,
  )
  async createInvitation(
    @Req() request: SessionRequest & FastifyRequest,
    @Body({ schema: invitationBody }) body: z.output<typeof invitationBody>,
  ): Promise<z.output<typeof invitationAnswer>> {
    const { userId: id, uniqueId } = request.caller;
    const by = { user: { id, uniqueId }, client: clientOf(request) };
    const made = await this.invitations.create(body.email, by);
    const { email, link, expiresAt, isMailed } = made;
    return { email, link, expires_at: expiresAt.toISOString(), mailed: isMailed };
  }
}
