import { twoDatabases } from '../topologies/storage.js';
import { describeResetKilled } from './reset-killed.suite.js';

describeResetKilled('in the database', twoDatabases);
