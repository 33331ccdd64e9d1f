export { mailErrors } from './mail-kernel.errors.js';
export {
  MAIL_CLIENT,
  type MailClient,
  mailContract,
  type MailRequest,
  type Notification,
} from './mail.contract.js';
export { mailKernel } from './mail.kernel.js';
