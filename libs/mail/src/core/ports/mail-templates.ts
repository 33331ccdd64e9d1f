/** What a template makes of its data. */
export interface Rendered {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** The texts of mails. */
export abstract class MailTemplates {
  /**
   * @param locale a language tag, such as `de-AT`: the text in this language, else in English
   * @param secrets further data, which are secret
   * @returns the code of the error if there is no such template, or the data do not fit it
   */
  abstract render(
    template: string,
    locale: string | undefined,
    data: Readonly<Record<string, string>>,
    secrets?: Readonly<Record<string, string>>,
  ): Rendered | 'template_unknown' | 'template_data_invalid';
}
