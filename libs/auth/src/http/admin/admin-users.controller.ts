import {
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Post,
  Query,
  Req,
  UseGuards,
} from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { AdminGuard, ApiSession, authKernelErrors, type SessionRequest } from '#auth-kernel';
import { auditAnswer, auditQuery } from '#glue/audit';
import { commonErrors } from '#glue/errors';
import { ApiErrors } from '#glue/openapi';
import { authErrors } from '../../auth.errors.js';
import { factorErrors } from '../../factor.errors.js';
import { AdministeredUsersService } from '../../core/administration/administered-users.service.js';
import { AdministrationService } from '../../core/administration/administration.service.js';
import { FactorResetService } from '../../core/administration/factor-reset.service.js';
import { administrator } from '../../core/administration/performer.js';
import { AccountAudit } from '../../core/ports/account-audit.js';
import { readAudit } from '../account/account-answers.js';
import { RecentProof } from '../factors/recent-proof.js';
import { STORED_ADMIN_ERRORS } from '../session-routes.js';
import { userAnswer, usersPage } from './admin-answers.js';
import { positionOf } from './admin-cursor.js';
import { administeredUser, userParameters, usersAnswer, usersQuery } from './admin.schemas.js';

type UserParameters = z.output<typeof userParameters>;

/** The accounts of others, for administrators. No route has a scope: access tokens are refused. */
@ApiTags('administration')
@ApiSession()
@ApiErrors(...STORED_ADMIN_ERRORS, commonErrors.validation_failed)
@UseGuards(AdminGuard)
@Controller('api/v2/admin/users')
export class AdminUsersController {
  constructor(
    private readonly users: AdministeredUsersService,
    private readonly administration: AdministrationService,
    private readonly factors: FactorResetService,
    private readonly audit: AccountAudit,
  ) {}

  @Get()
  @ApiOperation({ summary: 'All users, the oldest account first, or those that are searched for' })
  @ApiOkResponse({ standardSchema: usersAnswer })
  async listUsers(
    @Query({ schema: usersQuery }) query: z.output<typeof usersQuery>,
  ): Promise<z.output<typeof usersAnswer>> {
    const { search, limit, cursor } = query;
    const isSearch = search !== undefined;
    const after = cursor === undefined ? undefined : positionOf(cursor, isSearch);
    return usersPage(await this.users.list({ search, after, limit }), limit, isSearch);
  }

  @Get(':unique_id')
  @ApiOperation({ summary: 'A user' })
  @ApiOkResponse({ standardSchema: administeredUser })
  @ApiErrors(authKernelErrors.user_not_found)
  async getUser(
    @Param({ schema: userParameters }) { unique_id: id }: UserParameters,
  ): Promise<z.output<typeof administeredUser>> {
    return userAnswer(await this.users.find(id));
  }

  @Get(':unique_id/audit')
  @ApiOperation({ summary: 'What was done to an account, newest first: kept for 400 days' })
  @ApiOkResponse({ standardSchema: auditAnswer })
  @ApiErrors(authKernelErrors.user_not_found)
  async listUserAudit(
    @Param({ schema: userParameters }) { unique_id: id }: UserParameters,
    @Query({ schema: auditQuery }) page: z.output<typeof auditQuery>,
  ): Promise<z.output<typeof auditAnswer>> {
    return readAudit(this.audit, (await this.users.find(id)).id, page);
  }

  @Post(':unique_id/disable')
  @HttpCode(204)
  @ApiOperation({ summary: 'Disable a user: all sessions end, and nothing logs in' })
  @ApiNoContentResponse()
  @ApiErrors(authKernelErrors.user_not_found, authErrors.last_administrator)
  async disableUser(
    @Req() { caller }: SessionRequest,
    @Param({ schema: userParameters }) { unique_id: id }: UserParameters,
  ): Promise<void> {
    const user = await this.users.find(id);
    await this.administration.disable(user, administrator(caller.uniqueId));
  }

  @Post(':unique_id/enable')
  @HttpCode(204)
  @ApiOperation({ summary: 'Enable a user again' })
  @ApiNoContentResponse()
  @ApiErrors(authKernelErrors.user_not_found)
  async enableUser(
    @Req() { caller }: SessionRequest,
    @Param({ schema: userParameters }) { unique_id: id }: UserParameters,
  ): Promise<void> {
    const user = await this.users.find(id);
    await this.administration.enable(user, administrator(caller.uniqueId));
  }

  @Delete(':unique_id/sessions')
  @HttpCode(204)
  @ApiOperation({ summary: 'End all sessions of a user' })
  @ApiNoContentResponse()
  @ApiErrors(authKernelErrors.user_not_found)
  async deleteUserSessions(
    @Req() { caller }: SessionRequest,
    @Param({ schema: userParameters }) { unique_id: id }: UserParameters,
  ): Promise<void> {
    const user = await this.users.find(id);
    await this.administration.endSessions(user, administrator(caller.uniqueId));
  }

  @Delete(':unique_id/factors')
  @RecentProof()
  @HttpCode(204)
  @ApiOperation({
    summary: 'Remove the second factors of a user who has lost them',
    description: 'Apps, passkeys and recovery codes. All sessions end, and the user gets a mail.',
  })
  @ApiNoContentResponse()
  @ApiErrors(authKernelErrors.user_not_found, factorErrors.last_way_in)
  async deleteUserFactors(
    @Req() { caller }: SessionRequest,
    @Param({ schema: userParameters }) { unique_id: id }: UserParameters,
  ): Promise<void> {
    const user = await this.users.find(id);
    await this.factors.reset(user, administrator(caller.uniqueId));
  }

  @Delete(':unique_id')
  @RecentProof()
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a user, as users delete their own accounts' })
  @ApiNoContentResponse()
  @ApiErrors(authKernelErrors.user_not_found, authErrors.last_administrator)
  async deleteUser(
    @Req() { caller }: SessionRequest,
    @Param({ schema: userParameters }) { unique_id: id }: UserParameters,
  ): Promise<void> {
    const user = await this.users.find(id);
    await this.administration.delete(user, administrator(caller.uniqueId));
  }
}
