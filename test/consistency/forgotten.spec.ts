import { monolith } from '../topologies/monolith.js';
import { split } from '../topologies/split.js';
import { embedded } from '../topologies/storage.js';
import { describeForgotten } from './forgotten.suite.js';

describeForgotten(monolith('JSON file', embedded, 'json-file'));
describeForgotten(split('embedded'));
