import { Body, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { z } from 'zod';
import type { Session, User, UserEvent } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import { InternalRoutes } from '#glue/http';
import { UsersService } from '../core/users/users.service.js';
import type { sessionAnswer, userAnswer } from './auth.schemas.js';
import {
  sessionsBody,
  userByEmailBody,
  userByUniqueIdBody,
  userEventsBody,
  usersByIdsBody,
} from './internal.schemas.js';
import { ServiceGuard } from './service.guard.js';

type SessionAnswer = z.output<typeof sessionAnswer>;
type UserAnswer = z.output<typeof userAnswer>;

/**
 * The routes for other services. All are POST, so that no email is in a path or in the log of a
 * proxy.
 */
@ApiExcludeController()
@UseGuards(ServiceGuard)
@InternalRoutes('v1')
export class InternalController {
  constructor(private readonly users: UsersService) {}

  /** Confirms to a service that auth is reachable and accepts it. */
  @Post('ping')
  @HttpCode(200)
  ping(): { pong: true } {
    return { pong: true };
  }

  /** The sessions of several tokens: one answer per token, in order. */
  @Post('sessions')
  @HttpCode(200)
  async sessions(
    @Body({ schema: sessionsBody }) { tokens }: z.output<typeof sessionsBody>,
  ): Promise<(SessionAnswer | Refusal)[]> {
    return Promise.all(tokens.map((token) => this.users.session(token).then(toSession, toRefusal)));
  }

  @Post('user-by-unique-id')
  @HttpCode(200)
  async byUniqueId(
    @Body({ schema: userByUniqueIdBody }) body: z.output<typeof userByUniqueIdBody>,
  ): Promise<UserAnswer> {
    return toAnswer(await this.users.userByUniqueId(body.unique_id));
  }

  @Post('user-by-email')
  @HttpCode(200)
  async byEmail(
    @Body({ schema: userByEmailBody }) body: z.output<typeof userByEmailBody>,
  ): Promise<UserAnswer> {
    return toAnswer(await this.users.userByEmail(body.email));
  }

  @Post('users-by-ids')
  @HttpCode(200)
  async byIds(
    @Body({ schema: usersByIdsBody }) body: z.output<typeof usersByIdsBody>,
  ): Promise<UserAnswer[]> {
    return (await this.users.usersByIds(body.ids)).map(toAnswer);
  }

  @Post('user-events')
  @HttpCode(200)
  async events(
    @Body({ schema: userEventsBody }) body: z.output<typeof userEventsBody>,
  ): Promise<UserEventAnswer[]> {
    const { after, limit, highest_user_id } = body;
    const cursor = after && { id: after.id, eventId: after.event_id };
    return (await this.users.userEvents(cursor, limit, highest_user_id)).map(toEventAnswer);
  }

  @Post('deletions-of')
  @HttpCode(200)
  async deletionsOf(
    @Body({ schema: usersByIdsBody }) { ids }: z.output<typeof usersByIdsBody>,
  ): Promise<UserEventAnswer[]> {
    return (await this.users.deletionsOf(ids)).map(toEventAnswer);
  }
}

interface Refusal {
  code: string;
  status: number;
  detail: string;
}

function toSession({ userId, uniqueId, expiresAt }: Session): SessionAnswer {
  return { user_id: userId, unique_id: uniqueId, expires_at: expiresAt };
}

/** @throws an error of auth itself, as opposed to one of a token: it applies to all of them. */
function toRefusal(error: unknown): Refusal {
  if (!(error instanceof ServiceError) || error.status >= 500) throw error;
  return { code: error.code, status: error.status, detail: error.message };
}

interface UserEventAnswer {
  id: number;
  event_id: string;
  type: string;
  user_id: number;
  unique_id: string;
}

function toEventAnswer({ id, eventId, type, userId, uniqueId }: UserEvent): UserEventAnswer {
  return { id, event_id: eventId, type, user_id: userId, unique_id: uniqueId };
}

function toAnswer({ id, email, uniqueId }: User): UserAnswer {
  return { id, email, unique_id: uniqueId };
}
