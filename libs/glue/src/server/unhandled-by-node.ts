import { type IncomingMessage, type Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Lets the router answer requests that Node would answer itself, without a body or not at all:
 * CONNECT, and an `Expect` other than 100-continue.
 */
export function routeEveryRequest(server: Server): void {
  const route = (request: IncomingMessage, response: ServerResponse) =>
    server.emit('request', request, response);
  server.on('checkExpectation', route);
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    // From here on Node does not handle the connection any more.
    socket.on('error', () => socket.destroy());
    const response = new ServerResponse(request);
    response.shouldKeepAlive = false;
    response.on('finish', () => socket.destroySoon());
    response.assignSocket(socket);
    route(request, response);
  });
}
