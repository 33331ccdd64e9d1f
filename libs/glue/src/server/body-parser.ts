import { BODY_LIMIT, commonErrors, ServiceError } from '../errors/index.js';
import { serverPlugin } from '../http/index.js';

const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Accepts JSON only. An empty body is no body, regardless of its content type: browser clients send
 * a JSON content type with a DELETE without a body.
 */
export const parseJsonBodies = serverPlugin({ name: 'json-bodies' }, (fastify) => {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(
    '*',
    { parseAs: 'buffer', bodyLimit: BODY_LIMIT },
    (request, body, done) => {
      try {
        // Unknown routes answer 404 before the body is parsed.
        if (request.is404) done(null, undefined);
        else done(null, parse(body as Buffer, request.headers['content-type']));
      } catch (error) {
        done(error as Error);
      }
    },
  );
});

function parse(body: Buffer, contentType: string | undefined): unknown {
  if (body.length === 0) return undefined;
  if (!contentType || !JSON_TYPE.test(contentType)) {
    throw new ServiceError(commonErrors.unsupported_media_type);
  }
  try {
    return JSON.parse(utf8.decode(body));
  } catch (cause) {
    throw new ServiceError(commonErrors.malformed_json, { cause });
  }
}
