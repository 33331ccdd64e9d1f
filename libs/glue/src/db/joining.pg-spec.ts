import { openTransaction } from '../transaction/index.js';
import { createDatabase } from '../../../../test/support/postgres.js';
import { describeJoining } from './joining.suite.js';
import { openMigratedDataSource } from './open-data-source.js';

describeJoining('on a server');

it.each([true, false])('calls inside a transaction are no error in production (%s)', async (is) => {
  const { url, drop } = await createDatabase();
  const source = await openMigratedDataSource({
    context: 'joining',
    url,
    urlVariable: 'URL',
    schemaVariable: 'SCHEMA',
    maxConnections: 2,
    dataDir: '',
    migrations: [],
    isProduction: is,
  });
  await source.transaction(async () => {
    expect(openTransaction(source)?.options.isStrict).toBe(!is);
  });
  await source.destroy();
  await drop();
});
