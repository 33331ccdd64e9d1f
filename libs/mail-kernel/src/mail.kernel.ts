import { kernelOf } from '#seam';
import { MAIL_CLIENT, mailContract } from './mail.contract.js';

/** The kernel of mail. */
export const mailKernel = kernelOf(mailContract, MAIL_CLIENT, {
  developmentUrl: 'http://127.0.0.1:8082',
});
