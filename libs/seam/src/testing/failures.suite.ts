import type { Behaviour } from '../../../../test/support/fake-peer.js';
import { answer, answerProblem } from './strange-peer.suite.js';

/** A way to fail that does not depend on the call. */
export interface Failure {
  that: string;
  behaviour: Behaviour;
  /** The code of the caller's error; `_` stands for the context. */
  code: string;
  status?: number;
  /** Whether a retry may help. */
  retried?: true;
  /** Only the budget ends it. */
  endless?: true;
  /** The result is what a call without an output has. */
  hasNoOutput?: true;
}

const unavailable = { code: '__unavailable', status: 503 };
const invalid = { code: '__answer_invalid', status: 503 };

/** What a peer may do to any call. */
export const FAILURES: Failure[] = [
  { that: 'never answers', behaviour: () => undefined, ...unavailable, endless: true },
  { that: 'answers byte by byte, without an end', behaviour: drip, ...unavailable, endless: true },
  {
    that: 'closes the connection',
    behaviour: (_, r) => r.destroy(),
    ...unavailable,
    retried: true,
  },
  { that: 'dies within its response', behaviour: die, ...unavailable, retried: true },
  ...[502, 503, 504].map((status): Failure => ({
    that: `is behind a gateway that answers ${status}`,
    behaviour: (_, r) => r.writeHead(status).end('no JSON'),
    ...unavailable,
    retried: true,
  })),
  {
    that: 'answers 500 with an unknown code',
    behaviour: (_, r) => answerProblem(r, 500, 'tea'),
    ...unavailable,
  },
  {
    that: 'answers 503 with an unknown code',
    behaviour: (_, r) => answerProblem(r, 503, 'tea'),
    ...unavailable,
  },
  ...[400, 404, 418].map((status): Failure => ({
    that: `answers ${status} with an unknown code`,
    behaviour: (_, r) => answerProblem(r, status, 'tea'),
    code: 'refused',
    status,
  })),
  {
    that: 'answers a code of another product',
    behaviour: (_, r) => answer(r, 418, { code: 'tea', status: 418 }),
    ...invalid,
  },
  { that: 'answers HTML', behaviour: (_, r) => r.end('<html></html>'), ...invalid },
  { that: 'answers nothing', behaviour: (_, r) => r.end(), ...invalid },
  { that: 'answers half of its JSON', behaviour: (_, r) => r.end('{"output":[{"a'), ...invalid },
  {
    that: 'answers something else',
    behaviour: (_, r) => r.end('{"pong":[]}'),
    ...invalid,
    hasNoOutput: true,
  },
  {
    that: 'answers 401 without a problem',
    behaviour: (_, r) => r.writeHead(401).end(),
    ...invalid,
  },
];

function drip(...[, response]: Parameters<Behaviour>): void {
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
}

function die(...[, response]: Parameters<Behaviour>): void {
  response.writeHead(200, { 'content-length': '1000' });
  response.write('{"output":', () => response.destroy());
}
