import { describeAccounts } from './accounts.suite.js';
import { describeDeletion } from './deletion.suite.js';
import { describeDelivery } from './delivery.suite.js';
import { describeFailures } from './failures.suite.js';
import { describeInvitationLinks } from './invitation-links.suite.js';
import { describeInvitations } from './invitations.suite.js';
import { describeKeyboard } from './keyboard.suite.js';
import { describeList } from './list.suite.js';
import type { PageSystem } from './page-system.js';
import { describeLive } from './live.suite.js';
import { describeSecurity } from './security.suite.js';
import { describeSessions } from './sessions.suite.js';
import { describeSharing } from './sharing.suite.js';
import { testLength } from '../support/test-length.js';
import { setStage, type Stage } from './stage.js';

/**
 * The tests of the page, in a real browser; the same for each way to serve it, but for mails.
 *
 * @param isVariant in the short form, leaves out what the script does by itself, however it is served
 */
export function describePage(
  name: string,
  start: () => Promise<PageSystem>,
  describeMails: (stage: Stage) => void,
  { isVariant = false } = {},
): void {
  const isWhole = testLength({ short: !isVariant, long: true });
  describe(name, () => {
    const stage = setStage(start);
    describe('delivery', () => describeDelivery(stage));
    describe('sessions', () => describeSessions(stage));
    describe('links in mails', () => describeMails(stage));
    describe('what others do', () => describeLive(stage));
    describe('security', () => describeSecurity(stage));
    if (isWhole) describeScript(stage);
  });
}

/** What the script does by itself. */
function describeScript(stage: Stage): void {
  describe('accounts', () => describeAccounts(stage));
  describe('the list', () => describeList(stage));
  describe('deletion', () => describeDeletion(stage));
  describe('sharing', () => describeSharing(stage));
  describe('invitations', () => describeInvitations(stage));
  describe('links of invitations', () => describeInvitationLinks(stage));
  describe('failures', () => describeFailures(stage));
  describe('the keyboard', () => describeKeyboard(stage));
}
