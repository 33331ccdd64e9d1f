import { defineErrors, notFound } from '#glue/errors';

/** The errors of the calls that mail offers. */
export const mailErrors = defineErrors({
  mail_not_found: notFound('mail'),
  template_unknown: {
    status: 422,
    message: 'Unknown mail template.',
    when: 'Between services only: this version of mail has no template of this name.',
    cure: 'Operators: update mail before the contexts that use a new template.',
  },
  template_data_invalid: {
    status: 422,
    message: 'The data do not fit the mail template.',
    when: 'Between services only: a value that the template needs is missing, or is not what it expects.',
    cure: 'Developers: send the data that the template declares.',
  },
});
