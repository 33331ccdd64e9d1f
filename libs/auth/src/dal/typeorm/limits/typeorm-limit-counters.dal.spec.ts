import { migrations } from '#migrations/auth';
import {
  openTestDataSource,
  type TestDatabase,
} from '../../../../../../test/support/test-database.js';
import { describeLimitCounterContract } from '../../../core/ports/limit-counters.dal.suite.js';
import { TypeormLimitCountersDal } from './typeorm-limit-counters.dal.js';

const open = () => openTestDataSource('auth', migrations);

describeLimitCounterContract('TypeORM', async () => {
  const { dataSource, close } = await open();
  return { dal: new TypeormLimitCountersDal(dataSource), close };
});

describe('TypeormLimitCountersDal', () => {
  let database: TestDatabase;
  let dal: TypeormLimitCountersDal;
  beforeAll(async () => {
    database = await open();
    dal = new TypeormLimitCountersDal(database.dataSource);
  }, 60_000);
  afterAll(() => database.close());

  const at = (seconds: number) => new Date(1_900_000_000_000 + seconds * 1_000);
  const rows = async () => {
    const [row] = await database.dataSource.query<{ count: number }[]>(
      'SELECT count(*)::integer AS count FROM auth.limit_counters',
    );
    return row!.count;
  };

  it('deletes expired counters, 500 at a time', async () => {
    const keys = Array.from({ length: 1_200 }, (_, key) => key);
    const add = (some: number[], until: number) =>
      dal.add(
        some.map((key) => ({ key, by: 1, until: at(until) })),
        at(0),
      );
    await add(keys, 60);
    await add([7], 90);
    expect(await dal.sweep(at(59))).toBe(false);
    expect(await rows()).toBe(1_200);
    expect(await dal.sweep(at(60))).toBe(true);
    expect(await rows()).toBe(700);
    expect(await dal.sweep(at(60))).toBe(true);
    expect(await dal.sweep(at(60))).toBe(false);
    expect(await rows()).toBe(1);
    expect(await dal.read([7], at(60))).toEqual([{ count: 2, until: at(90) }]);
  });
});
