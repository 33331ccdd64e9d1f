import { Logger, type OnApplicationBootstrap, type Provider } from '@nestjs/common';
import { describeNetwork } from './network-options.js';
import type { PretendedNetwork } from './pretended-network.js';

/** Says in the log that a context is called over a pretended network. */
export function announced(context: string, { options }: PretendedNetwork): Provider {
  const message =
    `SEAM_PRETEND_REMOTE: ${context} runs in this process and is called as if remote: ` +
    describeNetwork(options);
  const useValue: OnApplicationBootstrap = {
    onApplicationBootstrap: () => new Logger('Contracts').warn(message),
  };
  return { provide: Symbol(`network of ${context}`), useValue };
}
