// The provider of a library in a process of its own, until its parent disconnects:
//   provider-process.js <name of the library>     and the keys of the caller from its parent
import { once } from 'node:events';
import type { CallerKeys } from '../peers/calls/library.js';
import { LIBRARIES } from './libraries.js';

const library = LIBRARIES.find(({ name }) => name === process.argv[2])!;
const [keys] = (await once(process, 'message')) as [CallerKeys];
process.once('disconnect', () => process.exit());
process.send!(await library.serve!(keys));
