import { assertNest, installedNest } from './assert-nest.js';

// Import this room first: an older Nest is then one line, and not an error somewhere in its code.
assertNest(installedNest());

export { assertNest };
