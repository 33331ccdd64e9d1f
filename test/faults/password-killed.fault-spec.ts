import { twoDatabases } from '../topologies/storage.js';
import { describePasswordKilled } from '../support/password-killed.suite.js';

describePasswordKilled('in the database', twoDatabases);
