import { monolith } from '../topologies/monolith.js';
import { twoDatabases } from '../topologies/storage.js';
import { describeApiDocument } from './api-document.suite.js';

describeApiDocument('monolith', monolith('two databases', twoDatabases), ({ todoUrl }) => todoUrl);
