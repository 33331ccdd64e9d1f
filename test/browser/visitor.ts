import type {
  Browser,
  BrowserContext,
  BrowserContextOptions,
  Locator,
  Page,
} from 'playwright-core';
import { anyEmail, send } from '../support/client.js';
import { PASSWORD, type AllItems } from '../support/person.js';
import type { PageSystem } from './page-system.js';

const LIMIT_MS = 10_000;
/** Chromium's messages for 4xx, 5xx and no response; the page handles all of them. */
const EXPECTED = /^Failed to load resource/;

declare global {
  interface Window {
    violations?: string[];
  }
}

/** A user with a separate browser context, on the page. */
export class Visitor {
  /** Errors that must never occur. */
  readonly errors: string[] = [];

  private constructor(
    readonly system: PageSystem,
    readonly context: BrowserContext,
    readonly page: Page,
    readonly email = anyEmail(),
  ) {}

  /** Opens a new browser context without data. */
  static async arrive(
    browser: Browser,
    system: PageSystem,
    options: BrowserContextOptions = {},
  ): Promise<Visitor> {
    const context = await browser.newContext({ ignoreHTTPSErrors: true, ...options });
    context.setDefaultTimeout(LIMIT_MS);
    const visitor = new Visitor(system, context, await context.newPage());
    await visitor.watch();
    return visitor;
  }

  /** The same, with a new account, logged in, with an empty list. */
  static async register(
    browser: Browser,
    system: PageSystem,
    options: BrowserContextOptions = {},
  ): Promise<Visitor> {
    const visitor = await Visitor.arrive(browser, system, options);
    await visitor.open('/register');
    await visitor.enter('Create account');
    await visitor.field('New item').waitFor();
    return visitor;
  }

  async open(path = '/'): Promise<void> {
    await this.page.goto(this.system.url + path);
  }

  /** Fills in email and password, and presses the button. */
  async enter(button: string, password = PASSWORD): Promise<void> {
    await this.field('Email').fill(this.email);
    await this.field('Password').fill(password);
    await this.button(button).click();
  }

  /** Adds items, each after the server has the one before, also with the same title. */
  async add(...titles: string[]): Promise<void> {
    for (const title of titles) {
      const before = await this.settled(title).count();
      await this.field('New item').fill(title);
      await this.page.keyboard.press('Enter');
      await this.settled(title).nth(before).waitFor();
    }
  }

  /** Chooses an action of an item, which is only visible on hover or focus. */
  async act(what: 'Rename' | 'Share' | 'Delete', title: string): Promise<void> {
    await this.row(title).first().hover();
    await this.button(`${what} ${title}`).first().click();
  }

  /** Shares an item, or invites to it; the dialog stays open. */
  async share(title: string, email: string): Promise<void> {
    await this.act('Share', title);
    await this.field('Email').fill(email);
    await this.button('Share').click();
  }

  /** Shares an item with a user who accepts the invitation, and closes the dialog. */
  async shareWith(title: string, member: Visitor): Promise<void> {
    await this.share(title, member.email);
    await this.text(`${member.email} is invited.`).first().waitFor();
    await member.acceptAll();
    await this.button(`Remove ${member.email}`).waitFor();
    await this.closeDialog();
  }

  /** Accepts all invitations, over the API. */
  async acceptAll(): Promise<void> {
    const token = await this.token();
    const path = `${this.system.todoUrl}/api/v2/invitations`;
    const { body } = await send<{ received: { id: number }[] }>('GET', path, { token });
    for (const { id } of body.received) {
      const answer = await send('POST', `${path}/${id}/accept`, { token, json: {} });
      if (answer.status !== 200) throw new Error(`cannot accept: ${answer.text}`);
    }
  }

  async closeDialog(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.page.getByRole('dialog').waitFor({ state: 'detached' });
  }

  /** Closes the message that offers Undo, which ends its time. */
  async dismiss(): Promise<void> {
    await this.page.locator('[aria-label=Close]').click();
  }

  field(label: string): Locator {
    return this.page.getByLabel(label, { exact: true });
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  text(text: string): Locator {
    return this.page.getByText(text);
  }

  row(title: string): Locator {
    return this.page
      .getByRole('listitem')
      .filter({ has: this.page.getByText(title, { exact: true }) });
  }

  /** A row that the server has confirmed. */
  settled(title: string): Locator {
    return this.row(title).and(this.page.locator(':not([data-new])'));
  }

  checkbox(title: string): Locator {
    return this.page.getByRole('checkbox', { name: `${title}: done`, exact: true });
  }

  /** A list, by its heading. */
  list(heading: 'To do' | 'Done'): Locator {
    return this.page.getByRole('region', { name: heading });
  }

  /** The visible titles, from top to bottom. */
  async titles(heading: 'To do' | 'Done'): Promise<string[]> {
    return this.list(heading).locator('li > span:first-of-type').allTextContents();
  }

  /** The list on the server, read with the page's session. */
  async onServer(): Promise<AllItems> {
    return (
      await send<AllItems>('GET', `${this.system.todoUrl}/api/v1/get/all`, {
        token: await this.token(),
      })
    ).body;
  }

  /** Ends the session elsewhere, like an expiry. */
  async endSession(): Promise<void> {
    const token = await this.token();
    const answer = await send('POST', `${this.system.authUrl}/api/v1/auth/logout`, { token });
    if (answer.status !== 200) throw new Error(`cannot log out: ${answer.text}`);
  }

  /** The token of the page, which only the browser itself can read. */
  async token(): Promise<string> {
    const cookie = (await this.context.cookies()).find(({ name }) => /seam$/.test(name));
    if (!cookie) throw new Error('the browser has no cookie of the page');
    return cookie.value;
  }

  /** Closes the browser, and expects no errors. */
  async leave(): Promise<void> {
    this.errors.push(...(await this.page.evaluate(() => window.violations ?? [])));
    await this.context.close();
    expect(this.errors).toEqual([]);
  }

  private async watch(): Promise<void> {
    this.page.on('pageerror', (error) => this.errors.push(error.message));
    this.page.on('console', (message) => {
      const isError = message.type() === 'error' || message.type() === 'warning';
      if (isError && !EXPECTED.test(message.text())) this.errors.push(message.text());
    });
    this.page.on('dialog', (dialog) => {
      this.errors.push(`a dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    await this.page.addInitScript(() => {
      const violations: string[] = (window.violations = []);
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        violations.push(`${violatedDirective}: ${blockedURI}`),
      );
    });
  }
}
