import { Controller, Get, Req, type StreamableFile, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  ApiSession,
  authKernelErrors,
  ConfirmedSessionGuard,
  type SessionRequest,
  users,
} from '#auth-kernel';
import { exportedEntries, failureAnswer } from '#glue/audit';
import { AnswersExport, byPage, exportFile } from '#glue/export';
import { ApiErrors } from '#glue/openapi';
import { subjectOf } from '#seam';
import { AccountExportService } from '../../core/own-data/account-export.service.js';
import { AccountAudit, type FailureCount } from '../../core/ports/account-audit.js';
import { STORED_SESSION_ERRORS } from '../session-routes.js';
import { exportedParts } from './export-answer.js';

const FAILURES_AT_ONCE = 500;

/** What auth stores of the caller. It has no scope: access tokens are refused. */
@ApiTags('my data')
@ApiSession()
@ApiErrors(...STORED_SESSION_ERRORS, authKernelErrors.user_not_found)
@UseGuards(ConfirmedSessionGuard)
@Controller('api/v2/account/export')
export class AccountExportController {
  constructor(
    private readonly exports: AccountExportService,
    private readonly audit: AccountAudit,
  ) {}

  @Get()
  @ApiOperation({ summary: 'All that is stored of your account, as a JSON file, without secrets' })
  @AnswersExport()
  async exportAccount(@Req() { caller }: SessionRequest): Promise<StreamableFile> {
    const subject = subjectOf(users, caller.userId);
    const read = (last: FailureCount | undefined, limit: number) =>
      this.audit.failures(subject, limit, last);
    return exportFile('auth', {
      ...exportedParts(await this.exports.find(caller)),
      audit: exportedEntries(this.audit, subject),
      failures: byPage(FAILURES_AT_ONCE, read, failureAnswer),
    });
  }
}
