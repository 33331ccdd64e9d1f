import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Patch,
  Post,
  Req,
  UseGuards,
} from '@nestjs/common';
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
import { PasskeysService } from '../../core/factors/passkeys.service.js';
import type { Passkey } from '../../core/ports/factors/passkeys.dal.js';
import { factorErrors } from '../../factor.errors.js';
import { clientOf } from '../client-of.js';
import { STORED_SESSION_ERRORS } from '../session-routes.js';
import {
  addedPasskeyAnswer,
  addPasskeyBody,
  browserOptions,
  passkeyParameters,
  passkeysAnswer,
  renamePasskeyBody,
} from './passkey.schemas.js';
import { RecentProof } from './recent-proof.js';

const UNNAMED = 'Passkey';

/** The passkeys of the caller. */
@ApiTags('second factors')
@ApiSession()
@ApiErrors(...STORED_SESSION_ERRORS)
@UseGuards(ConfirmedSessionGuard)
@Controller('api/v2/account/passkeys')
export class PasskeysController {
  constructor(private readonly passkeys: PasskeysService) {}

  @Post('options')
  @RecentProof()
  @HttpCode(200)
  @ApiOperation({ summary: 'What `navigator.credentials.create` is called with' })
  @ApiOkResponse({ standardSchema: browserOptions })
  @ApiErrors(factorErrors.passkeys_off)
  async createPasskeyOptions(
    @Req() { caller }: SessionRequest,
  ): Promise<z.output<typeof browserOptions>> {
    return { options: await this.passkeys.options(caller) };
  }

  @Post()
  @RecentProof()
  @ApiOperation({ summary: 'Add a passkey. All other sessions end' })
  @ApiCreatedResponse({ standardSchema: addedPasskeyAnswer })
  @ApiErrors(
    commonErrors.validation_failed,
    commonErrors.too_many_requests,
    factorErrors.passkey_invalid,
    factorErrors.passkey_registered,
    factorErrors.too_many_passkeys,
    factorErrors.passkeys_off,
  )
  async createPasskey(
    @Req() request: SessionRequest & FastifyRequest,
    @Body({ schema: addPasskeyBody }) { name, passkey: answer }: z.output<typeof addPasskeyBody>,
  ): Promise<z.output<typeof addedPasskeyAnswer>> {
    const client = clientOf(request);
    const made = { name: name ?? client.device ?? UNNAMED, answer };
    const { passkey, recoveryCodes } = await this.passkeys.add(request.caller, made, client);
    return {
      passkey: toAnswer(passkey),
      ...(recoveryCodes && { recovery_codes: recoveryCodes }),
    };
  }

  @Get()
  @ApiOperation({ summary: 'Your passkeys, the oldest first' })
  @ApiOkResponse({ standardSchema: passkeysAnswer })
  async listPasskeys(@Req() { caller }: SessionRequest): Promise<z.output<typeof passkeysAnswer>> {
    return { passkeys: (await this.passkeys.list(caller.userId)).map(toAnswer) };
  }

  @Patch(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Rename a passkey' })
  @ApiNoContentResponse()
  @ApiErrors(commonErrors.validation_failed, factorErrors.passkey_not_found)
  async updatePasskey(
    @Req() { caller }: SessionRequest,
    @Param({ schema: passkeyParameters }) { id }: z.output<typeof passkeyParameters>,
    @Body({ schema: renamePasskeyBody }) { name }: z.output<typeof renamePasskeyBody>,
  ): Promise<void> {
    await this.passkeys.rename(caller, id, name);
  }

  @Delete(':id')
  @RecentProof()
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove a passkey. All other sessions end' })
  @ApiNoContentResponse()
  @ApiErrors(
    commonErrors.validation_failed,
    factorErrors.passkey_not_found,
    factorErrors.last_way_in,
  )
  async deletePasskey(
    @Req() request: SessionRequest & FastifyRequest,
    @Param({ schema: passkeyParameters }) { id }: z.output<typeof passkeyParameters>,
  ): Promise<void> {
    await this.passkeys.remove(request.caller, id, clientOf(request));
  }
}

export function toAnswer(passkey: Passkey): z.output<typeof passkeysAnswer>['passkeys'][number] {
  return {
    id: passkey.id,
    name: passkey.name,
    created_at: passkey.createdAt.toISOString(),
    last_used_at: passkey.lastUsedAt?.toISOString() ?? null,
    backed_up: passkey.isBackedUp,
  };
}
