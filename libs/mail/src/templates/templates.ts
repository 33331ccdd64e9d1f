import type { Template } from './define-template.js';
import { deletionCancelled } from './deletion/deletion-cancelled.template.js';
import { deletionPlanned } from './deletion/deletion-planned.template.js';
import { emailChangeConfirm } from './email-change-confirm.template.js';
import { emailChanged } from './email-changed.template.js';
import { emailConfirm } from './email-confirm.template.js';
import { invitation } from './invitation.template.js';
import { passwordChanged } from './password-changed.template.js';
import { passwordReset } from './password-reset.template.js';
import { reminder } from './reminders/reminder.template.js';
import { secondFactorChanged } from './second-factors/second-factor-changed.template.js';
import { secondFactorLimited } from './second-factors/second-factor-limited.template.js';
import { secondFactorReset } from './second-factors/second-factor-reset.template.js';
import { itemInvitation } from './sharing/item-invitation.template.js';
import { welcome } from './welcome.template.js';

/** All templates by name. */
export const TEMPLATES: Readonly<Record<string, Template>> = {
  welcome,
  'password-changed': passwordChanged,
  'password-reset': passwordReset,
  'email-confirm': emailConfirm,
  'email-change-confirm': emailChangeConfirm,
  'email-changed': emailChanged,
  'deletion-planned': deletionPlanned,
  'deletion-cancelled': deletionCancelled,
  'second-factor-changed': secondFactorChanged,
  'second-factor-limited': secondFactorLimited,
  'second-factor-reset': secondFactorReset,
  invitation,
  reminder,
  'item-invitation': itemInvitation,
};
