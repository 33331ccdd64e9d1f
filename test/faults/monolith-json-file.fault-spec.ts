import { monolith } from '../topologies/monolith.js';
import { embedded } from '../topologies/storage.js';
import { describeKill } from './kill.suite.js';
import { withoutServer } from './stages.js';

describeKill('monolith, items in a JSON file', () =>
  withoutServer(monolith('items in a JSON file', embedded, 'json-file')),
);
