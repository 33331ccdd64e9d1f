import { Body, Controller, Delete, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
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
import { TotpService } from '../../core/factors/totp.service.js';
import { factorErrors } from '../../factor.errors.js';
import { clientOf } from '../client-of.js';
import { STORED_SESSION_ERRORS } from '../session-routes.js';
import { confirmedTotpAnswer, confirmTotpBody, totpSetupAnswer } from './factors.schemas.js';
import { RecentProof } from './recent-proof.js';

/** Codes of an app, as a second factor. */
@ApiTags('second factors')
@ApiSession()
@ApiErrors(...STORED_SESSION_ERRORS)
@RecentProof()
@UseGuards(ConfirmedSessionGuard)
@Controller('api/v2/account/totp')
export class TotpController {
  constructor(private readonly totp: TotpService) {}

  @Post()
  @ApiOperation({ summary: 'Begin to set up an app. Nothing changes until a code confirms it' })
  @ApiCreatedResponse({ standardSchema: totpSetupAnswer })
  @ApiErrors(commonErrors.too_many_requests)
  async createTotp(@Req() { caller }: SessionRequest): Promise<z.output<typeof totpSetupAnswer>> {
    const { uri, secret, qrSvg } = await this.totp.begin(caller);
    return { uri, secret, qr_svg: qrSvg };
  }

  @Post('confirm')
  @HttpCode(200)
  @ApiOperation({ summary: 'Confirm the app by a code, within 15 minutes. All other sessions end' })
  @ApiOkResponse({ standardSchema: confirmedTotpAnswer })
  @ApiErrors(
    commonErrors.validation_failed,
    factorErrors.totp_not_found,
    factorErrors.second_factor_wrong,
    commonErrors.too_many_requests,
  )
  async confirmTotp(
    @Req() request: SessionRequest & FastifyRequest,
    @Body({ schema: confirmTotpBody }) { code }: z.output<typeof confirmTotpBody>,
  ): Promise<z.output<typeof confirmedTotpAnswer>> {
    const codes = await this.totp.confirm(request.caller, code, clientOf(request));
    return codes ? { recovery_codes: codes } : {};
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove the app. All other sessions end' })
  @ApiNoContentResponse()
  @ApiErrors(factorErrors.totp_not_found)
  async deleteTotp(@Req() request: SessionRequest & FastifyRequest): Promise<void> {
    await this.totp.remove(request.caller, clientOf(request));
  }
}
