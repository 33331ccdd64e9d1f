export { fieldMessage } from './field-message.js';
export { idInPath, idNumber, idParameters } from './id.js';
export { integer } from './integer.js';
export { listOf } from './list-of.js';
export { pageLimit } from './page-limit.js';
export { isVisible, plainText, textPattern } from './plain-text.js';
export { validInput } from './valid-input.js';
export { validationFailed } from './validation-failed.js';
export { validationPipe } from './validation.pipe.js';
