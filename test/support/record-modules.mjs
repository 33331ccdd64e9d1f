// Loaded into an app with --import: writes the URL of every module that it loads, a line each, to
// the file RECORD_MODULES_TO.
import { register } from 'node:module';

register(new URL('./record-modules.hooks.mjs', import.meta.url));
