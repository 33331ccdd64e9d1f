// What is generated of the contexts: one file, since they are loaded for each file again.
// `npm run docs` and `npm run contracts` write it.
import './contracts.suite.js';
import './errors.suite.js';
import './groupings.suite.js';
import './metrics.suite.js';
import './snapshots.suite.js';
import './variables.suite.js';
