import {
  applyDecorators,
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Post,
  Query,
  Req,
  Res,
  UseGuards,
} from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { ApiSession, type SessionRequest, ConfirmedSessionGuard } from '#auth-kernel';
import { commonErrors } from '#glue/errors';
import { ApiErrors } from '#glue/openapi';
import { authErrors } from '../../auth.errors.js';
import { AccountSessionsService } from '../../core/sessions/account-sessions.service.js';
import type { Client } from '../../core/client.js';
import { SecondStepService } from '../../core/factors/second-step.service.js';
import { factorErrors } from '../../factor.errors.js';
import { type Login, LoginService } from '../../core/users/login.service.js';
import { sessionAnswer } from './account-answers.js';
import {
  endSessionsQuery,
  loginAnswer,
  loginBody,
  sessionParameters,
  sessionsAnswer,
} from './account.schemas.js';
import { givenFactor, LOGIN_ERRORS, passkeyOptionsBody } from '../factors/login.schemas.js';
import { browserOptions } from '../factors/passkey.schemas.js';
import { clientOf } from '../client-of.js';
import { pageCookie } from '../page-token.js';
import { deviceCookie, SETS_COOKIE } from '../device-cookie.js';
import { PasswordRoute, STORED_SESSION_ERRORS } from '../session-routes.js';

/** A route for the caller's sessions. */
function OwnSessions(): MethodDecorator {
  return applyDecorators(
    UseGuards(ConfirmedSessionGuard),
    ApiSession(),
    ApiErrors(...STORED_SESSION_ERRORS),
  );
}

/** The sessions of the caller: where the account is logged in. */
@ApiTags('account')
@Controller('api/v2/account/sessions')
export class AccountSessionsController {
  constructor(
    private readonly logins: LoginService,
    private readonly secondSteps: SecondStepService,
    private readonly sessions: AccountSessionsService,
  ) {}

  @Post()
  @PasswordRoute()
  @ApiOperation({ summary: 'Log in' })
  @ApiCreatedResponse({ standardSchema: loginAnswer, headers: SETS_COOKIE })
  @ApiErrors(commonErrors.validation_failed, ...LOGIN_ERRORS)
  async createSession(
    @Req() request: FastifyRequest,
    @Body({ schema: loginBody }) body: z.output<typeof loginBody>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof loginAnswer>> {
    const login = await this.logIn(body, clientOf(request));
    const { isForPage: cookie } = login.terms;
    const device = deviceCookie(login.marks, request.headers);
    const page = cookie ? [pageCookie(login, request)] : [];
    void reply.header('set-cookie', [...page, device]);
    const session = sessionAnswer({ ...login.session, deadline: login.deadline, isCurrent: true });
    return { session, ...(!cookie && { token: login.token }) };
  }

  @Post('passkey-options')
  @HttpCode(200)
  @ApiOperation({
    summary: 'What `navigator.credentials.get` is called with, to log in by a passkey',
  })
  @ApiOkResponse({ standardSchema: browserOptions })
  @ApiErrors(
    commonErrors.validation_failed,
    factorErrors.login_expired,
    factorErrors.passkey_not_found,
    factorErrors.passkeys_off,
    commonErrors.database_unavailable,
  )
  async createLoginPasskeyOptions(
    @Body({ schema: passkeyOptionsBody }) { challenge }: z.output<typeof passkeyOptionsBody>,
  ): Promise<z.output<typeof browserOptions>> {
    return { options: await this.secondSteps.passkeyOptions(challenge) };
  }

  @Get()
  @OwnSessions()
  @ApiOperation({ summary: 'The sessions of the caller, the last used one first: at most 50' })
  @ApiOkResponse({ standardSchema: sessionsAnswer })
  async listSessions(@Req() { caller }: SessionRequest): Promise<z.output<typeof sessionsAnswer>> {
    return { sessions: (await this.sessions.list(caller)).map(sessionAnswer) };
  }

  @Delete(':id')
  @OwnSessions()
  @HttpCode(204)
  @ApiOperation({ summary: 'End a session' })
  @ApiNoContentResponse()
  @ApiErrors(commonErrors.validation_failed, authErrors.session_not_found)
  async deleteSession(
    @Req() request: SessionRequest & FastifyRequest,
    @Param({ schema: sessionParameters }) { id }: z.output<typeof sessionParameters>,
  ): Promise<void> {
    await this.sessions.end(request.caller, id, clientOf(request));
  }

  @Delete()
  @OwnSessions()
  @HttpCode(204)
  @ApiOperation({ summary: 'End all sessions, or all others' })
  @ApiNoContentResponse()
  @ApiErrors(commonErrors.validation_failed)
  async deleteSessions(
    @Req() request: SessionRequest & FastifyRequest,
    @Query({ schema: endSessionsQuery }) { keep }: z.output<typeof endSessionsQuery>,
  ): Promise<void> {
    await this.sessions.endAll(request.caller, keep === 'current', clientOf(request));
  }

  private logIn(body: z.output<typeof loginBody>, client: Client): Promise<Login> {
    const { email, password, challenge, passkey, remember, cookie } = body;
    if (challenge !== undefined) {
      return this.secondSteps.complete(challenge, givenFactor(body)!, client);
    }
    const terms = { isRemembered: remember, isForPage: cookie };
    if (passkey) return this.secondSteps.byPasskey(passkey, client, terms);
    return this.logins.logIn({ email: email!, password: password! }, client, terms);
  }
}
