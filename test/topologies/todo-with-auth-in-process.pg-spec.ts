import { BOTH, describeProduct } from '../e2e/index.js';
import { split } from './split.js';
import { twoDatabases } from './storage.js';

describeProduct(
  split('auth also in process in todo', async () => {
    const storage = await twoDatabases();
    return { ...storage, env: { ...storage.env, AUTH_TRANSPORT: 'in-process' } };
  }),
  { leavesOut: BOTH },
);
