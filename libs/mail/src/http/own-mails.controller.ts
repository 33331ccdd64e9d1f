import { Controller, Get, Req, type StreamableFile, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  ApiSession,
  ConfirmedSessionGuard,
  SESSION_ERRORS,
  type SessionRequest,
} from '#auth-kernel';
import { AnswersExport, exportFile } from '#glue/export';
import { ApiErrors } from '#glue/openapi';
import { type KnownMail, MailsDal } from '../core/ports/mails.dal.js';

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
  async exportMails(@Req() { caller }: SessionRequest): Promise<StreamableFile> {
    return exportFile('mail', { mails: (await this.mails.listOf(caller.userId)).map(mailAnswer) });
  }
}

function mailAnswer({ id, acceptedAt, sentAt, template, to }: KnownMail) {
  const times = {
    accepted_at: acceptedAt.toISOString(),
    sent_at: sentAt?.toISOString() ?? null,
  };
  return { id, template, to, ...times };
}
