import type { DynamicModule } from '@nestjs/common';

/** The parts of a module that provides a client: what it imports, and what it provides. */
export type Binding = Required<Pick<DynamicModule, 'imports' | 'providers'>>;
