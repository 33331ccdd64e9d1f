import { Controller, Get, Req, type StreamableFile, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  ApiSession,
  ConfirmedSessionGuard,
  SESSION_ERRORS,
  type SessionRequest,
} from '#auth-kernel';
import { AnswersExport, byPage, exportFile } from '#glue/export';
import { ApiErrors } from '#glue/openapi';
import { type KnownMail, MailsDal } from '../core/ports/mails.dal.js';

const MAILS_AT_ONCE = 500;

/** What mail stores of the caller. It has no scope: access tokens are refused. */
@ApiTags('my data')
@ApiSession()
@ApiErrors(...SESSION_ERRORS)
@UseGuards(ConfirmedSessionGuard)
@Controller('api/v2/mails/export')
export class OwnMailsController {
  constructor(private readonly mails: MailsDal) {}

  @Get()
  @ApiOperation({ summary: 'What is known of mails to you: when they were sent, as a JSON file' })
  @AnswersExport()
  exportMails(@Req() { caller }: SessionRequest): StreamableFile {
    const read = (last: KnownMail | undefined, limit: number) =>
      this.mails.listOf(caller, last?.id, limit);
    return exportFile('mail', { mails: byPage(MAILS_AT_ONCE, read, mailAnswer) });
  }
}

function mailAnswer({ id, acceptedAt, sentAt, template, to }: KnownMail) {
  const times = {
    accepted_at: acceptedAt.toISOString(),
    sent_at: sentAt?.toISOString() ?? null,
  };
  return { id, template, to, ...times };
}
