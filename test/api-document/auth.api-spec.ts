import { split } from '../topologies/split.js';
import { twoDatabases } from '../topologies/storage.js';
import { describeApiDocument, OF_A_PART } from './api-document.suite.js';

describeApiDocument(
  'auth',
  split('two databases', twoDatabases),
  ({ authUrl }) => authUrl,
  OF_A_PART,
);
