import {
  applyDecorators,
  Controller,
  Get,
  Req,
  Res,
  StreamableFile,
  UseGuards,
} from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  ApiSession,
  type AuthenticatedRequest,
  authKernelErrors,
  SCOPED_ERRORS,
  Scope,
  UnusedSessionGuard,
} from '#auth-kernel';
import { Streamed } from '#glue/http';
import { ApiErrors } from '#glue/openapi';
import { ListFollowers } from '../core/live/list-followers.js';
import { ListChangesDal } from '../core/ports/list-changes.dal.js';
import { unwrap } from '../core/refusal.js';
import { todoErrors } from '../todo.errors.js';
import { EventStream, type StreamOwner } from './event-stream.js';

const TYPE = 'text/event-stream';
/** No event says that an access token was deleted: its client asks again. */
const ACCESS_TOKEN_MS = 60_000;
/** So long, or up to a fifth less: what was not heard of the end of a session is found then. */
const LONGEST_MS = 300_000;

const EVENT = {
  type: 'object',
  properties: {
    id: { type: 'string', description: 'The tag of the list, for `Last-Event-ID`' },
    event: {
      type: 'string',
      enum: ['list', 'current', 'created', 'changed', 'shared', 'left', 'deleted', 'lists'],
    },
    data: { type: 'string', contentMediaType: 'application/json' },
  },
  required: ['event', 'data'],
  example: { id: 'p7Zt1c0GmY3kXb9QwRfLs5', event: 'deleted', data: '{"id":1}' },
};

function AnswersEvents(): MethodDecorator {
  return applyDecorators(
    ApiHeader({
      name: 'Last-Event-ID',
      description:
        'The id of the last event that the client has, or the ETag of its list without quotes',
      required: false,
      schema: { type: 'string' },
    }),
    ApiOkResponse({
      description: 'A stream; the schema describes an event',
      content: { [TYPE]: { schema: EVENT } },
    }),
  );
}

/** The changes of the caller's list while they happen. An open stream is no use of a session. */
@ApiTags('to-do items')
@ApiSession()
@ApiErrors(...SCOPED_ERRORS, authKernelErrors.user_id_reused, todoErrors.too_many_streams)
@UseGuards(UnusedSessionGuard)
@Controller('api/v2/events')
export class EventsController {
  constructor(
    private readonly changes: ListChangesDal,
    private readonly followers: ListFollowers,
  ) {}

  @Get()
  @Scope('items:read')
  @ApiOperation({
    summary: 'Follow your items',
    description: 'docs/wire.md#live-lists describes the events.',
  })
  @AnswersEvents()
  @Streamed()
  async followItems(
    @Req() { caller, headers }: AuthenticatedRequest & FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    this.followers.assertRoom(caller.userId);
    const owner = ownerOf(caller, headers['last-event-id']);
    const stream = new EventStream(owner, reply.raw);
    // Before the list is read: the session may end meanwhile.
    this.followers.add(stream);
    stream.once('close', () => this.followers.remove(stream));
    try {
      stream.send(unwrap(await this.changes.since(owner.user, owner.tag)));
    } catch (error) {
      stream.destroy();
      throw error;
    }
    // Nginx collects answers otherwise.
    void reply.header('x-accel-buffering', 'no');
    return new StreamableFile(stream, { type: TYPE });
  }
}

function ownerOf(
  caller: AuthenticatedRequest['caller'],
  lastEventId: string | string[] | undefined,
): StreamOwner {
  const { userId, uniqueId, sessionId } = caller;
  const tag = typeof lastEventId === 'string' ? lastEventId : '';
  return { user: { userId, uniqueId }, sessionId, until: endOf(caller), tag };
}

/** When a stream ends, in milliseconds since 1970: with the idle time of its session at the latest. */
function endOf({ sessionId, expiresAt }: AuthenticatedRequest['caller']): number {
  const longest = Date.now() + LONGEST_MS * (1 - Math.random() / 5);
  if (sessionId === undefined) return Date.now() + ACCESS_TOKEN_MS;
  return Math.min(longest, Date.parse(expiresAt));
}
