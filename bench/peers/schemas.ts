// The schemas that Fastify compiles: validation of requests, serializers of responses.

const status = { type: 'string', enum: ['PENDING', 'DONE'] };
const title = { type: 'string', minLength: 1, maxLength: 255 };
const id = { type: 'integer' };

const items = {
  type: 'array',
  items: { type: 'object', properties: { id, title: { type: 'string' }, status } },
};
const allItems = { type: 'object', properties: { pending: items, done: items } };

export const listSchema = { response: { '2xx': allItems } };

export const createSchema = {
  body: { type: 'object', required: ['title', 'status'], properties: { title, status } },
  response: { '2xx': allItems },
};

export const updateSchema = {
  body: { type: 'object', required: ['id', 'title', 'status'], properties: { id, title, status } },
  response: { '2xx': allItems },
};
