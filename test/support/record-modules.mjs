// Loaded into an app with --import: notes the URL of every module that it loads, a line each, in
// the file that RECORD_MODULES_TO names.
import { register } from 'node:module';

register(new URL('./record-modules.hooks.mjs', import.meta.url));
