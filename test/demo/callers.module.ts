import { type DynamicModule, Global } from '@nestjs/common';
import { CallerVerifier } from '#seam';

/** Callers name themselves: signatures have tests of their own. */
@Global()
export class CallersModule {
  static readonly verifier: CallerVerifier = { verify: (caller) => caller };
  static register(): DynamicModule {
    const verifier = { provide: CallerVerifier, useValue: CallersModule.verifier };
    return { module: CallersModule, providers: [verifier], exports: [CallerVerifier] };
  }
}
