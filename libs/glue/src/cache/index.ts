export { AnswerCache, type CacheOptions } from './answer-cache.js';
