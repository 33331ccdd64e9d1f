export {
  type CallBinding,
  type CallEvent,
  callEvents,
  observed,
  type ObservedCall,
} from './call-events.js';
export { noteReused, onReused } from './reused-results.js';
