import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Post,
  Req,
  UseGuards,
} from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { ApiSession, ConfirmedSessionGuard, type SessionRequest } from '#auth-kernel';
import { commonErrors } from '#glue/errors';
import { ApiErrors } from '#glue/openapi';
import { authErrors } from '../../auth.errors.js';
import { AccessTokensService } from '../../core/access-tokens/access-tokens.service.js';
import type { AccessToken } from '../../core/ports/access-tokens.dal.js';
import {
  accessTokenParameters,
  accessTokensAnswer,
  createAccessTokenBody,
  createdAccessTokenAnswer,
} from './access-tokens.schemas.js';
import { clientOf } from '../client-of.js';
import { RecentProof } from '../factors/recent-proof.js';
import { STORED_SESSION_ERRORS } from '../session-routes.js';

/** The access tokens of the caller. No route has a scope: an access token makes and deletes none. */
@ApiTags('access tokens')
@ApiSession()
@ApiErrors(...STORED_SESSION_ERRORS)
@UseGuards(ConfirmedSessionGuard)
@Controller('api/v2/account/tokens')
export class AccessTokensController {
  constructor(private readonly tokens: AccessTokensService) {}

  @Post()
  @RecentProof()
  @ApiOperation({ summary: 'Make an access token for scripts; the response is all that shows it' })
  @ApiCreatedResponse({ standardSchema: createdAccessTokenAnswer })
  @ApiErrors(
    ...[commonErrors.validation_failed, commonErrors.too_many_requests, authErrors.too_many_tokens],
  )
  async createAccessToken(
    @Req() request: SessionRequest & FastifyRequest,
    @Body({ schema: createAccessTokenBody }) body: z.output<typeof createAccessTokenBody>,
  ): Promise<z.output<typeof createdAccessTokenAnswer>> {
    const { name, scopes, expires_in_days: lifeDays } = body;
    const { token, ...made } = await this.tokens.create(
      request.caller,
      { name, scopes, lifeDays },
      clientOf(request),
    );
    return { ...toAnswer(made), token };
  }

  @Get()
  @ApiOperation({ summary: 'Your access tokens' })
  @ApiOkResponse({ standardSchema: accessTokensAnswer })
  async listAccessTokens(
    @Req() { caller }: SessionRequest,
  ): Promise<z.output<typeof accessTokensAnswer>> {
    return { tokens: (await this.tokens.list(caller.userId)).map(toAnswer) };
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiParam({ name: 'id', description: 'The id of one of your access tokens', format: 'uuid' })
  @ApiOperation({ summary: 'Delete an access token, which is refused everywhere within a second' })
  @ApiNoContentResponse({ description: 'Deleted' })
  @ApiErrors(commonErrors.validation_failed, authErrors.token_not_found)
  async deleteAccessToken(
    @Req() request: SessionRequest & FastifyRequest,
    @Param({ schema: accessTokenParameters }) { id }: z.output<typeof accessTokenParameters>,
  ): Promise<void> {
    await this.tokens.delete(request.caller, id, clientOf(request));
  }
}

export function toAnswer(
  token: AccessToken,
): z.output<typeof accessTokensAnswer>['tokens'][number] {
  return {
    id: token.id,
    name: token.name,
    scopes: token.scopes,
    created_at: token.createdAt.toISOString(),
    expires_at: token.expiresAt.toISOString(),
    last_used_at: token.lastUsedAt?.toISOString() ?? null,
  };
}
