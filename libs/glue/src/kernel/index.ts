export type { ApiDescription, ApiOptions } from './api-options.js';
export type {
  Binding,
  CallingProcess,
  Kernel,
  LocalCaller,
  LocalContext,
  Place,
  Placement,
} from './kernel.js';
export { unusedAddress } from './unused-address.js';
