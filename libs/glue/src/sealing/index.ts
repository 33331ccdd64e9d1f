export { type DataKeyConfig, dataKeyVariables } from './data-key.config.js';
export { openDataKeys } from './open-data-keys.js';
export { type DataKeys, Sealer } from './sealer.js';
export { sealingErrors } from './sealing.errors.js';
export { sortedJson } from './sorted-json.js';
