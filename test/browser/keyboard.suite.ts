import type { Stage } from './stage.js';
import type { Visitor } from './visitor.js';

/** All actions without a pointer. */
export function describeKeyboard(stage: Stage): void {
  it('can do everything, with visible focus', async () => {
    const visitor = await stage.register();
    const press = (key: string) => visitor.page.keyboard.press(key);
    await visitor.page.keyboard.type('tea');
    await press('Enter');
    await visitor.settled('tea').waitFor();
    await visitor.page.keyboard.type('bread');
    await press('Enter');
    await visitor.settled('bread').waitFor();

    await tabTo(visitor, 'bread: done');
    await press('Space');
    await visitor.list('Done').getByText('bread').waitFor();
    expect(await focused(visitor)).toBe('tea: done');

    await tabTo(visitor, 'Rename tea');
    await press('Enter');
    await visitor.page.keyboard.type('green tea');
    await press('Enter');
    await visitor.settled('green tea').waitFor();
    await expectFocus(visitor, 'Rename green tea');

    await tabTo(visitor, 'Share green tea');
    await press('Enter');
    await expectFocus(visitor, 'Email');
    await press('Escape');
    await visitor.page.getByRole('dialog').waitFor({ state: 'detached' });
    await expectFocus(visitor, 'Share green tea');

    await tabTo(visitor, 'Delete green tea');
    await press('Enter');
    await visitor.row('green tea').waitFor({ state: 'detached' });
    await press('F6');
    await tabTo(visitor, 'Undo');
    await press('Enter');
    await visitor.row('green tea').waitFor();
  });

  it('keeps focus inside a dialog, and returns it', async () => {
    const visitor = await stage.register();
    const opener = `Account of ${visitor.email}`;
    await visitor.button(opener).focus();
    await visitor.page.keyboard.press('Enter');
    await expectFocus(visitor, 'Log out');
    const names = new Set<string>();
    for (let tab = 0; tab < 7; tab++) {
      await visitor.page.keyboard.press('Tab');
      names.add(await focused(visitor));
    }
    const items = ['Log out', 'Change password …', 'Your devices …', 'Delete account …', 'Close'];
    expect(names).toEqual(new Set([...items, 'Who can share with you …']));
    await visitor.button('Change password …').focus();
    await visitor.page.keyboard.press('Enter');
    await expectFocus(visitor, 'Present password');
    await visitor.page.keyboard.press('Escape');
    await expectFocus(visitor, 'Change password …');
    await visitor.button('Your devices …').focus();
    await visitor.page.keyboard.press('Enter');
    await visitor.page.getByRole('listitem').filter({ hasText: 'this device' }).waitFor();
    await visitor.page.keyboard.press('Escape');
    await expectFocus(visitor, 'Your devices …');
    await visitor.page.keyboard.press('Escape');
    await expectFocus(visitor, opener);
  });

  it('asks for a link, and uses one, with visible focus', async () => {
    const visitor = await stage.arrive();
    const press = (key: string) => visitor.page.keyboard.press(key);
    await visitor.open('/login');
    await expectFocus(visitor, 'Email');
    await tabTo(visitor, 'Keep me logged in');
    await press('Space');
    expect(await visitor.field('Keep me logged in').isChecked()).toBe(true);
    await tabTo(visitor, 'Forgot your password?');
    await press('Enter');
    await expectFocus(visitor, 'Email');
    await tabTo(visitor, 'Log in');
    await press('Enter');
    await visitor.button('Log in').waitFor();

    await visitor.open(`/confirm-email#token=${'x'.repeat(43)}`);
    await expectFocus(visitor, 'Confirm your email address');
    expect(await visitor.page.title()).toBe('Confirm your email address – Seam');
    await tabTo(visitor, 'Confirm');
    await press('Enter');
    await visitor.page.getByRole('alert').getByText('This link was used already').waitFor();
    await expectFocus(visitor, 'Email');
    await visitor.open(`/undo-email-change#token=${'x'.repeat(43)}`);
    await expectFocus(visitor, 'Undo the change of your email address');
    await tabTo(visitor, 'Undo the change');
  });

  it('invites, copies the link, and accepts, with visible focus', async () => {
    const [owner, member] = [await stage.register(), await stage.register()];
    await owner.add('tea');
    await tabTo(owner, 'Share tea');
    await owner.page.keyboard.press('Enter');
    await expectFocus(owner, 'Email');
    await owner.page.keyboard.type(member.email);
    await owner.page.keyboard.press('Enter');
    await tabTo(owner, 'Invitation link');
    await tabTo(owner, 'Copy');
    await tabTo(owner, `Withdraw the invitation of ${member.email}`);
    const script = member.page.waitForResponse('**/assets/parts-*');
    await member.page.reload();
    await script; // focus begins with the content of the dialog, if it is there
    await tabTo(member, '1 invitation');
    await member.page.keyboard.press('Enter');
    await expectFocus(member, 'Accept tea');
    await tabTo(member, 'Decline tea');
    await tabTo(member, `Decline and block ${owner.email}: tea`);
    await tabTo(member, 'Accept tea');
    await member.page.keyboard.press('Enter');
    await member.text('You have no open invitations.').waitFor();
    await expectFocus(member, 'Invitations');
    await member.closeDialog();
    await expectFocus(member, 'New item');
    await member.row('tea').waitFor();
  });

  it('announces what has happened to screen readers', async () => {
    const visitor = await stage.register();
    const said = visitor.page.locator('#root > [role=status]');
    await visitor.add('tea');
    expect(await said.textContent()).toBe('tea added.');
    await visitor.checkbox('tea').click();
    await visitor.list('Done').waitFor();
    expect(await said.textContent()).toBe('tea is done.');
  });

  it('has no animation with reduced motion', async () => {
    const visitor = await stage.register({ reducedMotion: 'reduce' });
    await visitor.add('tea');
    const durations = await visitor.page.evaluate(() =>
      [...document.querySelectorAll('*')].flatMap((element) => {
        const { animationDuration, transitionDuration } = getComputedStyle(element);
        return [animationDuration, transitionDuration].join().split(',').map(parseFloat);
      }),
    );
    expect(Math.max(...durations)).toBeLessThan(0.001);
  });
}

/**
 * Presses Tab until an element of this name has focus, and checks each time that focus is visible.
 */
async function tabTo(visitor: Visitor, name: string): Promise<void> {
  const passed: string[] = [];
  while (passed.at(-1) !== name) {
    if (passed.length > 30) throw new Error(`no way to ${name}: ${passed.join(', ')}`);
    await visitor.page.keyboard.press('Tab');
    passed.push(await focused(visitor));
    expect(`${passed.at(-1)}: ${await hasVisibleFocus(visitor)}`).toBe(`${passed.at(-1)}: true`);
  }
}

/** The name of the focused element. */
async function focused(visitor: Visitor): Promise<string> {
  // At the end of a dialog, focus returns to its beginning with the next frame.
  await visitor.page.waitForFunction(
    () => !document.activeElement!.hasAttribute('data-base-ui-focus-guard'),
  );
  return visitor.page.evaluate(() => {
    const element = document.activeElement as HTMLInputElement;
    const label = element.labels?.[0]?.textContent;
    return element.getAttribute('aria-label') ?? (label || element.textContent);
  });
}

async function expectFocus(visitor: Visitor, name: string): Promise<void> {
  await visitor.page.waitForFunction((expected) => {
    const element = document.activeElement as HTMLInputElement;
    const label = element.labels?.[0]?.textContent;
    return (element.getAttribute('aria-label') ?? (label || element.textContent)) === expected;
  }, name);
}

/** An outline, or a shadow around its box. */
async function hasVisibleFocus(visitor: Visitor): Promise<boolean> {
  return visitor.page.evaluate(() => {
    const element = document.activeElement!;
    const isMarked = (each: Element) => {
      const { outlineStyle, boxShadow } = getComputedStyle(each);
      return outlineStyle !== 'none' || boxShadow.includes('0px 0px 0px 3px');
    };
    return element === document.body || isMarked(element) || isMarked(element.parentElement!);
  });
}
