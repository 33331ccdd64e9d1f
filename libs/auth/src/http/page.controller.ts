import { Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiSecurity, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import {
  ApiSession,
  authKernelErrors,
  clearedPageCookies,
  pageCookie,
  readToken,
} from '#auth-kernel';
import { OwnTurns } from '#glue/clients';
import { commonErrors } from '#glue/errors';
import { ApiErrors } from '#glue/openapi';
import { authErrors } from '../auth.errors.js';
import { LoginService } from '../core/users/login.service.js';
import { SessionsService } from '../core/sessions/sessions.service.js';
import { basicCredentials } from './basic-credentials.js';
import { clientOf } from './client-of.js';
import { deviceCookie, SETS_COOKIE } from './device-cookie.js';

/** Errors when the session store is down. */
const STORE_ERRORS = [
  commonErrors.database_unavailable,
  authKernelErrors.session_store_unavailable,
] as const;

interface Reply {
  header(name: 'set-cookie', value: string[]): void;
}

/**
 * Login and logout for a web page: the token is in a cookie that scripts cannot read, and in no
 * response.
 */
@ApiTags('auth')
@Controller('api/v1/auth')
export class PageController {
  constructor(
    private readonly logins: LoginService,
    private readonly sessions: SessionsService,
  ) {}

  @Post('page-login')
  @OwnTurns()
  @HttpCode(200)
  @ApiSecurity('basic')
  @ApiOperation({ summary: 'Log in, for a web page: the token is set as a cookie' })
  @ApiOkResponse({ description: 'The cookies are set; the body is empty', headers: SETS_COOKIE })
  @ApiErrors(
    authErrors.invalid_credentials,
    commonErrors.too_many_requests,
    commonErrors.too_busy,
    ...STORE_ERRORS,
  )
  async logInPage(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<void> {
    const { headers } = request;
    const credentials = basicCredentials(headers.authorization);
    const { token, marks } = await this.logins.logIn(credentials, clientOf(request));
    reply.header('set-cookie', [pageCookie(token, headers), deviceCookie(marks, headers)]);
  }

  @Post('page-logout')
  @HttpCode(200)
  @ApiSession()
  @ApiOperation({ summary: 'End the session of a web page, and delete the cookie' })
  @ApiOkResponse({ description: 'The session has ended; the body is empty', headers: SETS_COOKIE })
  @ApiErrors(authKernelErrors.unauthenticated, authKernelErrors.session_ended, ...STORE_ERRORS)
  async logOutPage(
    @Req() { headers }: FastifyRequest,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<void> {
    await this.sessions.logOut(readToken(headers));
    reply.header('set-cookie', clearedPageCookies());
  }
}
