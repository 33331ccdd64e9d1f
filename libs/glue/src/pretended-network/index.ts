export { announced } from './announced.js';
export type { NetworkOptions } from './network-options.js';
export { LostConnection, PretendedNetwork } from './pretended-network.js';
export { networkOf, pretendedNetworksConfig } from './pretended-networks.config.js';
export { randomNumbers } from './random-numbers.js';
