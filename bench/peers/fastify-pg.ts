// Peer (a): Fastify and pg. The token is verified, and one query answers.
import { fromToken, handWritten } from './hand-written.js';
import { serve } from './serve.js';

await serve(handWritten(fromToken));
