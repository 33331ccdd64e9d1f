/** Who may register, as the API and the variable `REGISTRATION` name it. */
export const REGISTRATION_MODES = ['open', 'invited', 'closed'] as const;
export type RegistrationMode = (typeof REGISTRATION_MODES)[number];

/** Who may register in this installation. */
export class RegistrationPolicy {
  constructor(readonly mode: RegistrationMode) {}
}
