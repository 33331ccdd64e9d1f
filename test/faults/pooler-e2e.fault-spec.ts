import { describeProduct } from '../e2e/index.js';
import { pooled } from '../topologies/pooled.js';
import { split } from '../topologies/split.js';
import { twoDatabases } from '../topologies/storage.js';

describeProduct(split('two databases behind PgBouncer', pooled(twoDatabases)));
