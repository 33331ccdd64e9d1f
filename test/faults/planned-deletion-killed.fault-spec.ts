import { testLength } from '../support/test-length.js';
import { twoDatabases } from '../topologies/storage.js';
import { describePlannedDeletionKilled } from './planned-deletion-killed.suite.js';

describePlannedDeletionKilled({
  where: 'in the database',
  open: twoDatabases,
  kills: testLength({ short: 2, long: 40 }),
  due: testLength({ short: 6, long: 240 }),
});
