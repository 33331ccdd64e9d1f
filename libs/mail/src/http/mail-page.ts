import type { KeptMail } from '../core/ports/kept-mails.js';

/** Of the page: no script at all; frames are those of mails. */
export const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Of the HTML of a mail: nothing is loaded or run, and it is of no origin. */
export const MAIL_POLICY =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

const ESCAPED: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (text: string) => text.replace(/[&<>"']/g, (character) => ESCAPED[character]!);

/** The page of the mails that were kept. */
export function mailPage(mails: readonly KeptMail[]): string {
  const shown = mails.map(articleOf).join('\n') || '<p>No mail was sent yet.</p>';
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Mails</title>
<style>
body { font: 16px/1.5 sans-serif; margin: 2rem auto; max-width: 48rem; padding: 0 1rem }
article { border: 1px solid #ccc; border-radius: 8px; margin: 1rem 0; padding: 1rem }
pre { white-space: pre-wrap } iframe { border: 1px solid #ccc; height: 20rem; width: 100% }
</style>
<h1>Mails</h1>
<p>Without <code>MAIL_URL</code> no mail is sent: they are files in <code>DATA_DIR/mails</code>.</p>
${shown}
</html>`;
}

function articleOf({ id, at, to, subject, text }: KeptMail): string {
  return `<article><h2>${escape(subject)}</h2>
<p>To ${escape(to)}, <time>${escape(at)}</time></p>
<pre>${escape(text)}</pre>
<details><summary>HTML</summary><iframe sandbox loading="lazy" title="HTML" src="/dev/mail/${escape(id)}"></iframe></details>
</article>`;
}
