import type { IncomingHttpHeaders } from 'node:http';
import { Controller, Get, Headers, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import {
  ApiSession,
  ApiToken,
  type AuthenticatedRequest,
  findToken,
  readSessionToken,
  Scope,
  SessionGuard,
} from '#auth-kernel';
import { commonErrors } from '#glue/errors';
import { ApiErrors } from '#glue/openapi';
import { LoginService } from '../core/users/login.service.js';
import { RefreshService } from '../core/sessions/refresh.service.js';
import { SessionsService } from '../core/sessions/sessions.service.js';
import { sessionAnswer } from './auth.schemas.js';
import { basicCredentials } from './basic-credentials.js';
import { clientOf } from './client-of.js';
import { deviceCookie, SETS_COOKIE } from './device-cookie.js';
import { isNavigation, logoutPage } from './logout-page.js';
import {
  AnswersToken,
  LoginRoute,
  LogoutRoute,
  STORED_SCOPED_ERRORS,
  STORED_SESSION_ERRORS,
} from './session-routes.js';

const GET_ACTS = 'Kept for old clients: a GET should change nothing. New ones use POST.';
const LOGOUT_PAGE =
  'Without a token, a browser that opens this address gets an HTML page that removes the token that the ' +
  "original system's page stores.";

@ApiTags('auth')
@Controller('api/v1/auth')
export class AuthController {
  constructor(
    private readonly logins: LoginService,
    private readonly sessions: SessionsService,
    private readonly refreshes: RefreshService,
  ) {}

  @Post('login')
  @LoginRoute()
  @AnswersToken({ headers: SETS_COOKIE })
  @ApiOperation({ summary: 'Log in' })
  async createSessionV1(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { headers } = request;
    const credentials = basicCredentials(headers.authorization);
    const { token, marks } = await this.logins.logIn(credentials, clientOf(request));
    void reply.header('set-cookie', deviceCookie(marks, headers));
    return JSON.stringify(token);
  }

  @Get('login')
  @LoginRoute()
  @AnswersToken({ headers: SETS_COOKIE })
  @ApiOperation({ summary: 'Log in, like the original client', description: GET_ACTS })
  createSessionByGetV1(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.createSessionV1(request, reply);
  }

  @Post('logout')
  @LogoutRoute()
  @ApiOperation({ summary: 'End the session', description: LOGOUT_PAGE })
  async deleteSessionV1(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | void> {
    const { headers } = request;
    if (!findToken(headers) && isNavigation(headers)) return logoutPage(headers, reply);
    await this.sessions.logOut(readSessionToken(headers), clientOf(request));
  }

  @Get('logout')
  @LogoutRoute()
  @ApiOperation({
    summary: 'End the session, like the original client',
    description: `${GET_ACTS} ${LOGOUT_PAGE}`,
  })
  deleteSessionByGetV1(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | void> {
    return this.deleteSessionV1(request, reply);
  }

  /**
   * Unguarded: a token that was just replaced leads to its successor. The page cookie is not
   * accepted, because the response contains a token.
   */
  @Post('refresh')
  @ApiToken()
  @HttpCode(200)
  @AnswersToken({
    headers: {
      rtoken: { description: 'The new token again', required: true, schema: { type: 'string' } },
    },
  })
  @ApiOperation({ summary: 'Replace the session by a new one with the same absolute deadline' })
  @ApiErrors(...STORED_SESSION_ERRORS, commonErrors.too_many_requests)
  async refreshSessionV1(
    @Headers() headers: IncomingHttpHeaders,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const token = await this.refreshes.refresh(readSessionToken(headers, { cookie: false }));
    void reply.header('rtoken', token);
    return JSON.stringify(token);
  }

  @Get('session')
  @UseGuards(SessionGuard)
  @ApiSession()
  @Scope('account:read')
  @ApiOperation({ summary: 'The session of the token' })
  @ApiOkResponse({ standardSchema: sessionAnswer })
  @ApiErrors(...STORED_SCOPED_ERRORS)
  getSessionV1(@Req() { caller }: AuthenticatedRequest): z.output<typeof sessionAnswer> {
    const { userId, uniqueId, expiresAt } = caller;
    return { user_id: userId, unique_id: uniqueId, expires_at: expiresAt };
  }
}
