import { migrations } from '#migrations/mail';
import { openTestDataSource } from '../../../../../test/support/test-database.js';

const position = migrations.findIndex(({ name }) => name.startsWith('CommandSubjects'));
const CommandSubjects = migrations[position]!;

it('the migration to subjects of commands renames those of mails that wait, and back', async () => {
  const { dataSource, close } = await openTestDataSource('mail', migrations.slice(0, position));
  const queryRunner = dataSource.createQueryRunner();
  const subjects = async () => {
    const rows: unknown = await queryRunner.query('SELECT subject FROM mail.outbox ORDER BY id');
    return (rows as { subject: string | null }[]).map(({ subject }) => subject);
  };
  try {
    const queued = ['user 7', null];
    for (const subject of queued) {
      await queryRunner.query(
        `INSERT INTO mail.outbox (key, contract, call, body, subject, expires_at)
         VALUES (gen_random_uuid(), 'mail', 'welcome', '{}', $1, now())`,
        [subject],
      );
    }
    await new CommandSubjects().up(queryRunner);
    expect(await subjects()).toEqual(['user:7', null]);
    await new CommandSubjects().down(queryRunner);
    expect(await subjects()).toEqual(queued);
  } finally {
    await queryRunner.release();
    await close();
  }
}, 60_000);
