import { type IncomingMessage, type Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Lets the router answer what Node would answer by itself, with no body or not at all:
 * CONNECT, and an `Expect` that asks for something else than 100-continue.
 */
export function routeEveryRequest(server: Server): void {
  const route = (request: IncomingMessage, response: ServerResponse) =>
    server.emit('request', request, response);
  server.on('checkExpectation', route);
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    // From here on Node looks after the connection no more.
    socket.on('error', () => socket.destroy());
    const response = new ServerResponse(request);
    response.shouldKeepAlive = false;
    response.on('finish', () => socket.destroySoon());
    response.assignSocket(socket);
    route(request, response);
  });
}
