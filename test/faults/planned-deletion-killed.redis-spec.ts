import { describePlannedDeletionKilled } from './planned-deletion-killed.suite.js';
import { twoDatabases, withRedis } from '../topologies/storage.js';

describePlannedDeletionKilled({
  where: 'in Redis',
  open: withRedis(twoDatabases),
  kills: 1,
  due: 3,
});
