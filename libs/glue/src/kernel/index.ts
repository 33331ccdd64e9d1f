export type { ApiDescription, ApiOptions } from './api-options.js';
export type { Binding, CallingProcess, Kernel, LocalContext, Place, Placement } from './kernel.js';
export { unusedAddress } from './unused-address.js';
