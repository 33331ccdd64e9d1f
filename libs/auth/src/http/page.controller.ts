import { Controller, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PAGE_COOKIE, readSessionToken } from '#auth-kernel';
import { clearedHostCookies, hostCookie } from '#glue/http';
import { LoginService } from '../core/users/login.service.js';
import { SessionsService } from '../core/sessions/sessions.service.js';
import { basicCredentials } from './basic-credentials.js';
import { clientOf } from './client-of.js';
import { deviceCookie, SETS_COOKIE } from './device-cookie.js';
import { LoginRoute, LogoutRoute } from './session-routes.js';

/** Login for a web page: the token is in a cookie that scripts cannot read, and in no response. */
@ApiTags('auth')
@Controller('api/v1/auth')
export class PageController {
  constructor(
    private readonly logins: LoginService,
    private readonly sessions: SessionsService,
  ) {}

  @Post('page-login')
  @LoginRoute()
  @ApiOperation({ summary: 'Log in, for a web page: the token is set as a cookie' })
  @ApiOkResponse({ description: 'The cookies are set; the body is empty', headers: SETS_COOKIE })
  async createPageSession(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const { headers } = request;
    const credentials = basicCredentials(headers.authorization);
    const { token, marks } = await this.logins.logIn(credentials, clientOf(request), {
      ...{ isRemembered: false, isForPage: true },
    });
    const page = hostCookie(PAGE_COOKIE, token, headers);
    void reply.header('set-cookie', [page, deviceCookie(marks, headers)]);
  }

  @Post('page-logout')
  @LogoutRoute({ headers: SETS_COOKIE })
  @ApiOperation({ summary: 'End the session of a web page, and delete the cookie' })
  async deletePageSession(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.sessions.logOut(readSessionToken(request.headers), clientOf(request));
    void reply.header('set-cookie', clearedHostCookies(PAGE_COOKIE));
  }
}
