import { commonErrors, ServiceError } from '../errors/index.js';
import { serverPlugin } from '../http/index.js';

/** Bytes of body that a request may have. */
export const BODY_LIMIT = 64 * 1024;

const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Takes JSON and nothing else. An empty body is no body, whatever its content
 * type says: browsers' clients send a JSON content type with a DELETE that has
 * none.
 */
export const parseJsonBodies = serverPlugin({ name: 'json-bodies' }, (fastify) => {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(
    '*',
    { parseAs: 'buffer', bodyLimit: BODY_LIMIT },
    (request, body, done) => {
      try {
        // What is sent to no address is not looked at: that it is none comes first.
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
