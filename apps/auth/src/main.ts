import { contexts } from '#contexts';
import { runApp } from '#glue/context';

await runApp(contexts, {
  name: 'auth',
  hosts: ['auth'],
  port: 8081,
  description: 'Log in with an email and a password, and carry the token.',
});
