export { fieldMessage } from './field-message.js';
export { isVisible, plainText, textPattern } from './plain-text.js';
export { validationPipe } from './validation.pipe.js';
