import { NotReadyError } from '#glue/health';
import { RedisServer } from '../../../../../test/support/redis-server.js';
import { connectRedis, type Redis } from './redis-client.js';
import { checkRedis } from './redis-readiness.js';

const NO_MASTER = ['127.0.0.1', '1'];

describe('checkRedis', () => {
  let server: RedisServer;
  let redis: Redis;
  beforeAll(async () => {
    server = await RedisServer.start();
    redis = await connectRedis(`redis://127.0.0.1:${server.port}`);
  });
  afterAll(async () => {
    redis.destroy();
    await server.kill();
  });

  it('passes while Redis accepts writes, and leaves nothing behind', async () => {
    await expect(checkRedis(redis)).resolves.toBeUndefined();
    expect(await redis.keys('*')).toEqual(['seam:session:readiness']);
    expect(await redis.pTTL('seam:session:readiness')).toBeGreaterThan(0);
  });

  it('passes for a user with only the permissions that sessions need', async () => {
    const commands = ['+hset', '+pexpireat', '-set', '-expire'];
    await redis.aclSetUser('default', ['-@write', ...commands, 'resetkeys', '~seam:*']);
    await expect(checkRedis(redis)).resolves.toBeUndefined();
    await redis.aclSetUser('default', ['+@all', '~*']);
  });

  it.each([
    ['READONLY', ['REPLICAOF', ...NO_MASTER], ['REPLICAOF', 'NO', 'ONE']],
    ['OOM', ['CONFIG', 'SET', 'maxmemory', '1'], ['CONFIG', 'SET', 'maxmemory', '0']],
    [
      'NOREPLICAS',
      ['CONFIG', 'SET', 'min-replicas-to-write', '1'],
      ['CONFIG', 'SET', 'min-replicas-to-write', '0'],
    ],
    ['NOPERM', ['ACL', 'SETUSER', 'default', '-@write'], ['ACL', 'SETUSER', 'default', '+@write']],
  ])('reports read_only while Redis answers writes with %s', async (code, begin, end) => {
    await redis.sendCommand(begin);
    const error = await checkRedis(redis).catch((thrown: unknown) => thrown);
    await redis.sendCommand(end);
    expect(error).toEqual(new NotReadyError('read_only'));
    expect((error as Error).cause).toMatchObject({ message: expect.stringMatching(`^${code} `) });
    await expect(checkRedis(redis)).resolves.toBeUndefined();
  });

  it('does not report it for other errors', async () => {
    await redis.set('seam:session:readiness', 'not a hash');
    await expect(checkRedis(redis)).rejects.not.toBeInstanceOf(NotReadyError);
    await redis.del('seam:session:readiness');
  });
});
