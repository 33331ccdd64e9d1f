export { Batcher, type BatcherOptions } from './batcher.js';
export { cached } from './cached.js';
export { inChunks } from './in-chunks.js';
export { shared } from './shared.js';
