import { text } from 'node:stream/consumers';
import type { DataSource } from 'typeorm';
import type { SessionRequest } from '#auth-kernel';
import { DatabaseAudit } from '#glue/db';
import { migrations } from '#migrations/todo';
import { openTestDataSource } from '../../../test/support/test-database.js';
import { ListsService } from './core/lists/lists.service.js';
import { OwnDataService } from './core/own-data.service.js';
import { TypeormExportedItemsDal } from './dal/typeorm/items/typeorm-exported-items.dal.js';
import { TypeormTrashDal } from './dal/typeorm/trash/typeorm-trash.dal.js';
import { WIDE_LIMITS } from './core/ports/any-limits.suite.js';
import { TypeormInvitationsDal } from './dal/typeorm/invitations/typeorm-invitations.dal.js';
import { TypeormSendersDal } from './dal/typeorm/invitations/typeorm-senders.dal.js';
import { TypeormListsDal } from './dal/typeorm/lists/typeorm-lists.dal.js';
import { TypeormUserReferences } from './dal/typeorm/users/typeorm-user-references.js';
import { OwnDataController } from './http/own-data.controller.js';

const PAGE = { limit: 10, cursor: undefined };

/** The request of a user with the id 42. */
const requestOf = (uniqueId: string) =>
  ({ caller: { userId: 42, uniqueId } }) as unknown as SessionRequest;

/** After auth was restored, a new user may have the id of one whom auth has lost. */
describe('the audit of items of an earlier user with the same id', () => {
  let source: DataSource;
  let close: () => Promise<void>;
  let controller: OwnDataController;
  beforeAll(async () => {
    ({ dataSource: source, close } = await openTestDataSource('todo', migrations));
    const items = new TypeormExportedItemsDal(source);
    const audit = new DatabaseAudit(source, 'todo');
    const lists = new ListsService(new TypeormListsDal(source));
    controller = new OwnDataController(
      new OwnDataService(
        items,
        new TypeormInvitationsDal(source, WIDE_LIMITS),
        new TypeormSendersDal(source),
      ),
      items,
      new TypeormTrashDal(source),
      audit,
      lists,
    );
    await new TypeormUserReferences(source).insert([{ id: 42, uniqueId: 'u-old' }]);
    await audit.add({ subject: 'user:42', actor: 'u-old', action: 'item_shared' });
  }, 60_000);
  afterAll(() => close());

  it('is listed and exported to that user', async () => {
    const { entries } = await controller.listItemAudit(requestOf('u-old'), PAGE);
    expect(entries).toMatchObject([{ action: 'item_shared', actor: 'u-old' }]);
    const file = await controller.exportItems(requestOf('u-old'));
    const { audit } = JSON.parse(await text(file.getStream())) as { audit: unknown[] };
    expect(audit).toMatchObject(entries);
  });

  it('is neither listed nor exported to another one', async () => {
    const refused = { code: 'user_id_reused' };
    const second = requestOf('u-new');
    await expect(controller.listItemAudit(second, PAGE)).rejects.toMatchObject(refused);
    await expect(controller.exportItems(second)).rejects.toMatchObject(refused);
  });
});
