/** What a template makes of its data. */
export interface Rendered {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** What of a reader a text may depend on, beside the language. */
export interface Reader {
  /** Of the IANA time zone database; none if the reader has given none. */
  readonly timeZone?: string | undefined;
  /** The address of the page, if there is one. */
  readonly page?: string | undefined;
}

/** The texts of mails. */
export abstract class MailTemplates {
  /**
   * @param locale a language tag, such as `de-AT`: the text in this language, else in English
   * @param secrets further data, which are secret
   * @param reader what is known of the reader when the mail is sent
   * @returns the code of the error if there is no such template, or the data do not fit it
   */
  abstract render(
    template: string,
    locale: string | undefined,
    data: Readonly<Record<string, string>>,
    secrets?: Readonly<Record<string, string>>,
    reader?: Reader,
  ): Rendered | 'template_unknown' | 'template_data_invalid';
}
