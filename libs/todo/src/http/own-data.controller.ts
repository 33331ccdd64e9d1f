import { Controller, Get, Query, Req, type StreamableFile, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  ApiSession,
  authKernelErrors,
  ConfirmedSessionGuard,
  SESSION_ERRORS,
  type SessionRequest,
  users,
} from '#auth-kernel';
import { auditAnswer, auditPage, auditQuery, exportedEntries } from '#glue/audit';
import { commonErrors } from '#glue/errors';
import { AnswersExport, byPage, exportFile } from '#glue/export';
import { ApiErrors } from '#glue/openapi';
import { subjectOf } from '#seam';
import { OwnDataService } from '../core/own-data.service.js';
import { type ExportedItem, ExportedItemsDal } from '../core/ports/exported-items.dal.js';
import { ListsService } from '../core/lists/lists.service.js';
import { ItemAudit } from '../core/ports/item-audit.js';
import { TrashDal } from '../core/ports/trash.dal.js';
import type { TrashedItem } from '../core/trash/trashed-item.js';
import { answerOf } from './details/detailed-items.schemas.js';
import { sentAnswerOf } from './invitations/invitations.schemas.js';
import { trashedAnswerOf } from './trash/trash.schemas.js';
import { listsAnswerOf } from './lists/lists.schemas.js';

/** Few: while they become JSON, other requests wait. */
const ITEMS_AT_ONCE = 20;

/** What todo stores of the caller. No route has a scope: access tokens are refused. */
@ApiTags('my data')
@ApiSession()
@ApiErrors(...SESSION_ERRORS, authKernelErrors.user_id_reused)
@UseGuards(ConfirmedSessionGuard)
@Controller('api/v2/todo')
export class OwnDataController {
  constructor(
    private readonly ownData: OwnDataService,
    private readonly items: ExportedItemsDal,
    private readonly trash: TrashDal,
    private readonly audit: ItemAudit,
    private readonly lists: ListsService,
  ) {}

  @Get('audit')
  @ApiOperation({
    summary: 'What you have shared, left and deleted, and others for you: kept for 400 days',
    description: 'Newest first. Empty if items are in a JSON file.',
  })
  @ApiOkResponse({ standardSchema: auditAnswer })
  @ApiErrors(commonErrors.validation_failed)
  async listItemAudit(
    @Req() { caller }: SessionRequest,
    @Query({ schema: auditQuery }) page: z.output<typeof auditQuery>,
  ): Promise<z.output<typeof auditAnswer>> {
    await this.ownData.assertOwn(caller);
    return auditPage(this.audit, subjectOf(users, caller.userId), page);
  }

  @Get('export')
  @ApiOperation({
    summary:
      'All your lists, items, your trash, invitations and the audit of items, as a JSON file',
  })
  @AnswersExport()
  async exportItems(@Req() { caller }: SessionRequest): Promise<StreamableFile> {
    await this.ownData.assertOwn(caller);
    const lists = await this.lists.stored(caller);
    const sent = await this.ownData.invitations(caller);
    const senders = await this.ownData.senders(caller);
    const read = (last: ExportedItem | undefined, limit: number) =>
      this.items.page(caller, last?.id ?? 0, limit);
    const readTrash = (last: TrashedItem | undefined, limit: number) =>
      this.trash.export(caller, last?.id ?? 0, limit);
    return exportFile('todo', {
      ...listsAnswerOf(lists),
      invitations: sent.map(sentAnswerOf),
      senders: senders.map(({ userId, isBlocked }) => ({ user_id: userId, blocked: isBlocked })),
      items: byPage(ITEMS_AT_ONCE, read, itemAnswer),
      trash: byPage(ITEMS_AT_ONCE, readTrash, trashedAnswerOf),
      audit: exportedEntries(this.audit, subjectOf(users, caller.userId)),
    });
  }
}

function itemAnswer(item: ExportedItem) {
  const { since, isInherited } = item;
  return { ...answerOf(item), since: since.toISOString(), inherited: isInherited };
}
