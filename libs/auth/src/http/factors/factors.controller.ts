import { Controller, Delete, Get, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { ApiSession, ConfirmedSessionGuard, type SessionRequest } from '#auth-kernel';
import { commonErrors } from '#glue/errors';
import { ApiErrors } from '#glue/openapi';
import { FactorsService } from '../../core/factors/factors.service.js';
import { factorErrors } from '../../factor.errors.js';
import { clientOf } from '../client-of.js';
import { STORED_SESSION_ERRORS } from '../session-routes.js';
import { factorsAnswer, recoveryCodesAnswer } from './factors.schemas.js';
import { RecentProof } from './recent-proof.js';

/** How the caller can log in. */
@ApiTags('second factors')
@ApiSession()
@ApiErrors(...STORED_SESSION_ERRORS)
@UseGuards(ConfirmedSessionGuard)
@Controller('api/v2/account')
export class FactorsController {
  constructor(private readonly factors: FactorsService) {}

  @Get('factors')
  @ApiOperation({ summary: 'How you can log in' })
  @ApiOkResponse({ standardSchema: factorsAnswer })
  async getFactors(@Req() { caller }: SessionRequest): Promise<z.output<typeof factorsAnswer>> {
    const { hasPassword, hasTotp, passkeys, recoveryCodes } = await this.factors.overview(caller);
    return { password: hasPassword, totp: hasTotp, passkeys, recovery_codes: recoveryCodes };
  }

  @Post('recovery-codes')
  @RecentProof()
  @ApiOperation({ summary: 'New recovery codes. The earlier ones, and all other sessions, end' })
  @ApiCreatedResponse({ standardSchema: recoveryCodesAnswer })
  @ApiErrors(factorErrors.no_second_factor, commonErrors.too_many_requests)
  async createRecoveryCodes(
    @Req() request: SessionRequest & FastifyRequest,
  ): Promise<z.output<typeof recoveryCodesAnswer>> {
    const codes = await this.factors.renewRecoveryCodes(request.caller, clientOf(request));
    return { recovery_codes: codes };
  }

  @Delete('password')
  @RecentProof()
  @HttpCode(204)
  @ApiOperation({
    summary: 'Remove the password, to log in by passkeys only. All other sessions end',
  })
  @ApiNoContentResponse()
  @ApiErrors(factorErrors.last_way_in)
  async deletePassword(@Req() request: SessionRequest & FastifyRequest): Promise<void> {
    await this.factors.removePassword(request.caller, clientOf(request));
  }
}
