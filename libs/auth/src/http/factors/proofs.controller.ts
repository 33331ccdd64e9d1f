import { Body, Controller, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { ApiSession, ConfirmedSessionGuard, findToken, type SessionRequest } from '#auth-kernel';
import { commonErrors } from '#glue/errors';
import { ApiErrors } from '#glue/openapi';
import { ProofsService } from '../../core/sessions/proofs.service.js';
import { factorErrors } from '../../factor.errors.js';
import { clientOf } from '../client-of.js';
import { pageCookie } from '../page-token.js';
import { PasswordRoute, STORED_SESSION_ERRORS } from '../session-routes.js';
import { proofAnswer, proofBody } from './factors.schemas.js';
import { givenFactor } from './login.schemas.js';
import { browserOptions } from './passkey.schemas.js';

/** Proofs of callers, for routes that need a recent one. */
@ApiTags('second factors')
@ApiSession()
@ApiErrors(...STORED_SESSION_ERRORS)
@UseGuards(ConfirmedSessionGuard)
@Controller('api/v2/account/proofs')
export class ProofsController {
  constructor(private readonly proofs: ProofsService) {}

  @Post()
  @PasswordRoute()
  @ApiOperation({
    summary: 'Prove again who you are. The session gets a new token; the present one ends',
  })
  @ApiCreatedResponse({ standardSchema: proofAnswer })
  @ApiErrors(
    commonErrors.validation_failed,
    factorErrors.proof_incomplete,
    factorErrors.second_factor_wrong,
    factorErrors.passkey_refused,
    factorErrors.passkey_copied,
    factorErrors.passkeys_off,
  )
  async createProof(
    @Req() request: SessionRequest & FastifyRequest,
    @Body({ schema: proofBody }) body: z.output<typeof proofBody>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof proofAnswer>> {
    const given = { password: body.password, factor: givenFactor(body) };
    const renewed = await this.proofs.renew(request.caller, given, clientOf(request));
    // A token of the page's cookie must not be in an answer, which scripts read.
    if (findToken(request.headers, { cookie: false }) !== undefined)
      return { token: renewed.token };
    void reply.header('set-cookie', pageCookie(renewed, request));
    return {};
  }

  @Post('passkey-options')
  @HttpCode(200)
  @ApiOperation({ summary: 'What `navigator.credentials.get` is called with, for a proof' })
  @ApiOkResponse({ standardSchema: browserOptions })
  @ApiErrors(factorErrors.passkey_not_found, factorErrors.passkeys_off)
  async createProofPasskeyOptions(
    @Req() { caller }: SessionRequest,
  ): Promise<z.output<typeof browserOptions>> {
    return { options: await this.proofs.passkeyOptions(caller) };
  }
}
