import { z } from 'zod';
import {
  formatRule,
  MAX_RULE_LENGTH,
  parseRule,
  RuleError,
} from '../../core/schedule/repeat-rule.js';

/** How an item repeats: read as its canonical text. */
export const repeat = z
  .string()
  .max(MAX_RULE_LENGTH)
  .transform((text, context) => {
    try {
      return formatRule(parseRule(text));
    } catch (error) {
      if (!(error instanceof RuleError)) throw error;
      context.addIssue({ code: 'custom', message: error.message });
      return z.NEVER;
    }
  })
  .meta({
    description:
      'A rule of RFC 5545 that begins on the due date; the next item is made when this one is done',
    pattern: '^[A-Z]+=[A-Z0-9,+\\-]+(;[A-Z]+=[A-Z0-9,+\\-]+)*$',
    example: 'FREQ=WEEKLY;BYDAY=MO,TH',
  });
