import { Body, Controller, Get, Patch, Req, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import {
  ApiSession,
  authKernelErrors,
  ConfirmedSessionGuard,
  type SessionRequest,
} from '#auth-kernel';
import { commonErrors } from '#glue/errors';
import { ApiErrors } from '#glue/openapi';
import type { Account } from '../../core/ports/accounts.dal.js';
import { ProfileService } from '../../core/profile/profile.service.js';
import { clientOf } from '../client-of.js';
import { STORED_SESSION_ERRORS } from '../session-routes.js';
import { accountAnswer, changeProfileBody } from './profile.schemas.js';

/** What people say of themselves. */
@ApiTags('account')
@ApiSession()
@ApiErrors(...STORED_SESSION_ERRORS, authKernelErrors.user_not_found)
@UseGuards(ConfirmedSessionGuard)
@Controller('api/v2/account')
export class ProfileController {
  constructor(private readonly profiles: ProfileService) {}

  @Get()
  @ApiOperation({ summary: 'The account of the caller' })
  @ApiOkResponse({ standardSchema: accountAnswer })
  async getAccount(@Req() { caller }: SessionRequest): Promise<z.output<typeof accountAnswer>> {
    return toAnswer(await this.profiles.find(caller.userId));
  }

  @Patch()
  @ApiOperation({ summary: 'Change the name, the locale or the time zone; null clears one' })
  @ApiOkResponse({ standardSchema: accountAnswer })
  @ApiErrors(commonErrors.validation_failed, commonErrors.too_many_requests)
  async updateAccount(
    @Req() request: SessionRequest & FastifyRequest,
    @Body({ schema: changeProfileBody }) body: z.output<typeof changeProfileBody>,
  ): Promise<z.output<typeof accountAnswer>> {
    const { name, locale, time_zone: timeZone } = body;
    const given = Object.entries({ name, locale, timeZone }).filter(
      ([, value]) => value !== undefined,
    );
    const { userId: id, uniqueId } = request.caller;
    const change = Object.fromEntries(given);
    return toAnswer(await this.profiles.change({ id, uniqueId }, change, clientOf(request)));
  }
}

export function toAnswer(account: Account): z.output<typeof accountAnswer> {
  const { uniqueId, email, emailVerifiedAt, name, locale, timeZone, hasPassword, createdAt } =
    account;
  return {
    ...{ unique_id: uniqueId, email, email_verified: emailVerifiedAt !== null },
    ...{ name, locale, time_zone: timeZone },
    ...{ has_password: hasPassword, created_at: createdAt.toISOString() },
  };
}
