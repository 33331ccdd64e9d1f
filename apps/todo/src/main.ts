import { contexts } from '#contexts';
import { runApp } from '#glue/context';

await runApp(contexts, {
  name: 'todo',
  hosts: ['todo'],
  port: 8080,
  description: 'Carry the token of a login, keep a to-do list.',
});
