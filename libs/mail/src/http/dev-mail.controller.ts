import { Controller, Get, Param, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ServiceError } from '#glue/errors';
import { mailErrors } from '#mail-kernel';
import { type KeptMail, KeptMails } from '../core/ports/kept-mails.js';
import { LoopbackGuard } from './loopback.guard.js';
import { MAIL_POLICY, mailPage, PAGE_POLICY } from './mail-page.js';

const HTML = 'text/html; charset=utf-8';

/** Shows the mails of development: a page to browsers, JSON to others. */
@ApiExcludeController()
@UseGuards(LoopbackGuard)
@Controller('dev/mail')
export class DevMailController {
  constructor(private readonly mails: KeptMails) {}

  @Get()
  async list(
    @Req() { headers }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | KeptMail[]> {
    const mails = await this.mails.list();
    void reply.header('cache-control', 'no-store');
    if (!headers.accept?.includes('text/html')) return mails;
    void reply.headers({ 'content-type': HTML, 'content-security-policy': PAGE_POLICY });
    return mailPage(mails);
  }

  /** The HTML of one mail. */
  @Get(':id')
  async show(
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const mail = await this.mails.find(id);
    if (!mail) throw new ServiceError(mailErrors.mail_not_found);
    const policies = { 'content-security-policy': MAIL_POLICY, 'cache-control': 'no-store' };
    void reply.headers({ 'content-type': HTML, ...policies });
    return mail.html;
  }
}
