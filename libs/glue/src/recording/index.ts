export { openRecording, type RecordingOptions } from './open-recording.js';
export { recordRequests } from './record-requests.js';
export {
  type RecordedCall,
  type RecordedOutside,
  type RecordedProcess,
  type RecordedRequest,
  RECORDING_VERSION,
} from './recorded.js';
