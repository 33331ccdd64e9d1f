/** What most visitors do not need: it is a script of its own, which is loaded before one of these is shown: docs/decisions/0135. */
export { ChangePassword } from './account/change-password.js';
export { Sessions } from './account/sessions.js';
export { Invitation } from './invitations/invitation.js';
export { Received } from './invitations/received.js';
export { Senders } from './invitations/senders.js';
export { Sent } from './invitations/sent.js';
