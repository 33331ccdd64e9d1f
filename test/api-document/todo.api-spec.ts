import { split } from '../topologies/split.js';
import { twoDatabases } from '../topologies/storage.js';
import { describeApiDocument } from './api-document.suite.js';

describeApiDocument('todo', split('two databases', twoDatabases), ({ todoUrl }) => todoUrl);
