import { describePlanted } from './planted.suite.js';
import { describeRelease, lastRelease } from './release.suite.js';

const against = process.env['SKEW_AGAINST'];
const ref = against ?? (await lastRelease());

if (against === undefined) describePlanted();
if (ref !== undefined) describeRelease(ref);
