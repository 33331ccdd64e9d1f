// Sends a request again and again, several at once, and throws the answers away. A process of its
// own: what it does must not delay whoever measures in the one that starts it.
//   node greedy-process.mjs <origin> <token> <at once> <method> <path> [<JSON body>]
// "on" and "off" on its standard input start and stop it; it answers each with what came so far.
import { Agent, request } from 'node:http';
import { createInterface } from 'node:readline';

const [origin, token, atOnce, method, path, body] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true });
const headers = { token, ...(body && { 'content-type': 'application/json' }) };
const statuses = {};
let bytes = 0;
let isOn = false;

const ask = () =>
  new Promise((resolve) => {
    const sent = request(new URL(path, origin), { method, agent, headers }, (response) => {
      statuses[response.statusCode] = (statuses[response.statusCode] ?? 0) + 1;
      response.on('data', (chunk) => (bytes += chunk.length)).on('close', resolve);
    });
    sent.on('error', resolve).end(body);
  });

async function goOn() {
  while (isOn) await ask();
}

for await (const line of createInterface({ input: process.stdin })) {
  isOn = line === 'on';
  if (isOn) for (let i = 0; i < Number(atOnce); i++) void goOn();
  console.log(JSON.stringify({ statuses, bytes }));
}
process.exit();
