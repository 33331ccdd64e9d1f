import { embedded } from '../topologies/storage.js';
import { describeParkedMails } from './parked-mails.suite.js';

describeParkedMails('beside a process with embedded databases', embedded);
