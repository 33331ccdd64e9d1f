import type { IncomingHttpHeaders } from 'node:http';
import {
  Controller,
  Get,
  Header,
  Headers,
  HttpCode,
  Post,
  Req,
  Res,
  UseGuards,
} from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiSecurity, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import {
  ApiSession,
  ApiToken,
  type AuthenticatedRequest,
  authKernelErrors,
  findToken,
  readHeaderToken,
  readToken,
  SessionGuard,
} from '#auth-kernel';
import { OwnTurns } from '#glue/clients';
import { commonErrors } from '#glue/errors';
import { ApiErrors } from '#glue/openapi';
import { authErrors } from '../auth.errors.js';
import { LoginService } from '../core/users/login.service.js';
import { RefreshService } from '../core/sessions/refresh.service.js';
import { SessionsService } from '../core/sessions/sessions.service.js';
import { sessionAnswer, tokenAnswer } from './auth.schemas.js';
import { basicCredentials } from './basic-credentials.js';
import { clientOf } from './client-of.js';
import { deviceCookie, SETS_COOKIE } from './device-cookie.js';
import { isNavigation, logoutPage, type PageReply } from './logout-page.js';

/** Errors when the session store is down. */
const STORE_ERRORS = [
  commonErrors.database_unavailable,
  authKernelErrors.session_store_unavailable,
] as const;
const GET_ACTS = 'Kept for old clients: a GET should change nothing. New ones use POST.';
const LOGOUT_PAGE =
  'Without a token, a browser that opens this address gets an HTML page that removes the token that the ' +
  "original system's page stores.";
const JSON_TYPE = 'application/json; charset=utf-8';

@ApiTags('auth')
@Controller('api/v1/auth')
export class AuthController {
  constructor(
    private readonly logins: LoginService,
    private readonly sessions: SessionsService,
    private readonly refreshes: RefreshService,
  ) {}

  @Post('login')
  @OwnTurns()
  @HttpCode(200)
  @Header('content-type', JSON_TYPE)
  @ApiSecurity('basic')
  @ApiOperation({ summary: 'Log in' })
  @ApiOkResponse({ standardSchema: tokenAnswer, headers: SETS_COOKIE })
  @ApiErrors(
    authErrors.invalid_credentials,
    commonErrors.too_many_requests,
    commonErrors.too_busy,
    ...STORE_ERRORS,
  )
  async logIn(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: PageReply,
  ): Promise<string> {
    const { headers } = request;
    const credentials = basicCredentials(headers.authorization);
    const { token, marks } = await this.logins.logIn(credentials, clientOf(request));
    reply.header('set-cookie', deviceCookie(marks, headers));
    return JSON.stringify(token);
  }

  @Get('login')
  @OwnTurns()
  @Header('content-type', JSON_TYPE)
  @ApiSecurity('basic')
  @ApiOperation({ summary: 'Log in, like the original client', description: GET_ACTS })
  @ApiOkResponse({ standardSchema: tokenAnswer, headers: SETS_COOKIE })
  @ApiErrors(
    authErrors.invalid_credentials,
    commonErrors.too_many_requests,
    commonErrors.too_busy,
    ...STORE_ERRORS,
  )
  logInByGet(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: PageReply,
  ): Promise<string> {
    return this.logIn(request, reply);
  }

  /** Unguarded, like refresh: a token that was just replaced ends its successor. */
  @Post('logout')
  @HttpCode(200)
  @ApiSession()
  @ApiOperation({ summary: 'End the session', description: LOGOUT_PAGE })
  @ApiOkResponse({ description: 'The session has ended; the body is empty' })
  @ApiErrors(authKernelErrors.unauthenticated, authKernelErrors.session_ended, ...STORE_ERRORS)
  async logOut(
    @Headers() headers: IncomingHttpHeaders,
    @Res({ passthrough: true }) reply: PageReply,
  ): Promise<string | void> {
    if (!findToken(headers) && isNavigation(headers)) return logoutPage(headers, reply);
    await this.sessions.logOut(readToken(headers));
  }

  @Get('logout')
  @ApiSession()
  @ApiOperation({
    summary: 'End the session, like the original client',
    description: `${GET_ACTS} ${LOGOUT_PAGE}`,
  })
  @ApiOkResponse({ description: 'The session has ended; the body is empty' })
  @ApiErrors(authKernelErrors.unauthenticated, authKernelErrors.session_ended, ...STORE_ERRORS)
  logOutByGet(
    @Headers() headers: IncomingHttpHeaders,
    @Res({ passthrough: true }) reply: PageReply,
  ): Promise<string | void> {
    return this.logOut(headers, reply);
  }

  /**
   * Unguarded: a token that was just replaced leads to its successor. The page cookie is not
   * accepted, because the response contains a token.
   */
  @Post('refresh')
  @HttpCode(200)
  @Header('content-type', JSON_TYPE)
  @ApiToken()
  @ApiOperation({ summary: 'Replace the session by a new one with the same absolute deadline' })
  @ApiOkResponse({
    standardSchema: tokenAnswer,
    headers: {
      rtoken: { description: 'The new token again', required: true, schema: { type: 'string' } },
    },
  })
  @ApiErrors(
    authKernelErrors.unauthenticated,
    authKernelErrors.session_ended,
    commonErrors.too_many_requests,
    ...STORE_ERRORS,
  )
  async refreshSession(
    @Headers() headers: IncomingHttpHeaders,
    @Res({ passthrough: true }) reply: PageReply,
  ): Promise<string> {
    const token = await this.refreshes.refresh(readHeaderToken(headers));
    reply.header('rtoken', token);
    return JSON.stringify(token);
  }

  @Get('session')
  @UseGuards(SessionGuard)
  @ApiSession()
  @ApiOperation({ summary: 'The session of the token' })
  @ApiOkResponse({ standardSchema: sessionAnswer })
  @ApiErrors(authKernelErrors.unauthenticated, authKernelErrors.session_ended, ...STORE_ERRORS)
  getSession(@Req() { caller }: AuthenticatedRequest): z.output<typeof sessionAnswer> {
    const { userId, uniqueId, expiresAt } = caller;
    return { user_id: userId, unique_id: uniqueId, expires_at: expiresAt };
  }
}
