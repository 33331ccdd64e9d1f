import { split } from '../topologies/split.js';
import { twoDatabases } from '../topologies/storage.js';
import { describeApiDocument, OF_A_PART } from './api-document.suite.js';

describeApiDocument(
  'todo',
  split('two databases', twoDatabases),
  ({ todoUrl }) => todoUrl,
  OF_A_PART,
);
