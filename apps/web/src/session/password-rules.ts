const MIN_LENGTH = 8;
const MAX_LENGTH = 256;

/** A password rule, and whether a password meets it. */
export interface RuleState {
  rule: 'min' | 'max';
  isMet: boolean;
}

/** The server's rules, which count code points. The second is shown only for long passwords. */
export function passwordRules(password: string): RuleState[] {
  const length = [...password.normalize('NFC')].length;
  const isTooLong = length > MAX_LENGTH;
  return [
    { rule: 'min', isMet: length >= MIN_LENGTH },
    ...(isTooLong ? [{ rule: 'max' as const, isMet: false }] : []),
  ];
}

/** Whether a password meets all of them. */
export function isAllowed(password: string): boolean {
  return passwordRules(password).every(({ isMet }) => isMet);
}
