import { twoDatabases } from '../topologies/storage.js';
import { describeParkedMails } from './parked-mails.suite.js';

describeParkedMails('on PostgreSQL', twoDatabases);
