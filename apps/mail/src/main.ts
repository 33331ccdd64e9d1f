import { contexts } from '#contexts';
import { runApp } from '#glue/context';

await runApp(contexts, { name: 'mail', hosts: ['mail'], port: 8082 });
