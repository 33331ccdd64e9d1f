export { OpenTransaction, openTransaction } from './open-transaction.js';
export { outsideTransaction } from './outside-transaction.js';
export { placeBelow } from './place.js';
