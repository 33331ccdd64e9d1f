// Loaded before every test file: Nest's routine log lines would hide the results.
import { Logger } from '@nestjs/common';

Logger.overrideLogger(['error', 'fatal']);
