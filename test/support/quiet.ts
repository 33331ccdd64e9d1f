// Loaded before every test file: what Nest logs of things that go well would bury the results.
import { Logger } from '@nestjs/common';

Logger.overrideLogger(['error', 'fatal']);
