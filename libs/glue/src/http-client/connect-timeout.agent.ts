import http from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';
import type { Socket } from 'node:net';

type OnCreate = (error: Error | null, stream: Duplex) => void;

/**
 * Keeps connections open, and aborts a connection attempt after a time limit (code `ETIMEDOUT`).
 */
export function keepAliveAgent(
  url: string,
  connectTimeoutMs: number,
  options: https.AgentOptions & { maxSockets: number },
) {
  const secure = url.startsWith('https:');
  const agent = new (secure ? https.Agent : http.Agent)({ ...options, keepAlive: true });
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (options, callback?: OnCreate) => {
    const socket = connect(options, callback) as Socket;
    limitConnecting(socket, secure ? 'secureConnect' : 'connect', connectTimeoutMs);
    return socket;
  };
  return agent;
}

function limitConnecting(socket: Socket, connected: string, limitMs: number): void {
  const timer = setTimeout(() => {
    const error = new Error(`no connection within ${limitMs} ms`);
    socket.destroy(Object.assign(error, { code: 'ETIMEDOUT' }));
  }, limitMs);
  const clear = () => clearTimeout(timer);
  socket.once(connected, clear).once('close', clear);
}
