import { Logger, type OnApplicationBootstrap, type Provider } from '@nestjs/common';

/**
 * Says in the log that an address is not used.
 *
 * @param variable of the address of `context`, which runs in this process
 */
export function unusedAddress(variable: string, context: string): Provider {
  const message = `${variable} is not used: ${context} runs in this process`;
  const useValue: OnApplicationBootstrap = {
    onApplicationBootstrap: () => new Logger('Contracts').log(message),
  };
  return { provide: Symbol(variable), useValue };
}
