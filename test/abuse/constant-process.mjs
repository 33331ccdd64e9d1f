// Answers every request with the same list, without a database: a flood of it costs others what the
// machine and the flooding client cost, without the product's share. Prints its port.
import { createServer } from 'node:http';

const items = Array.from({ length: 20 }, (_, id) => ({
  id,
  title: `item ${id}`,
  status: 'PENDING',
}));
const body = JSON.stringify({ pending: items, done: [] });

const server = createServer((request, response) => {
  request.resume();
  response.setHeader('content-type', 'application/json');
  response.end(body);
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
