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
import { setStage, type Stage } from './stage.js';

/** The tests of the page, in a real browser; the same for each way to serve it, but for mails. */
export function describePage(
  name: string,
  start: () => Promise<PageSystem>,
  describeMails: (stage: Stage) => void,
): void {
  describe(name, () => {
    const stage = setStage(start);
    describe('delivery', () => describeDelivery(stage));
    describe('accounts', () => describeAccounts(stage));
    describe('sessions', () => describeSessions(stage));
    describe('links in mails', () => describeMails(stage));
    describe('the list', () => describeList(stage));
    describe('deletion', () => describeDeletion(stage));
    describe('sharing', () => describeSharing(stage));
    describe('invitations', () => describeInvitations(stage));
    describe('links of invitations', () => describeInvitationLinks(stage));
    describe('what others do', () => describeLive(stage));
    describe('failures', () => describeFailures(stage));
    describe('the keyboard', () => describeKeyboard(stage));
    describe('security', () => describeSecurity(stage));
  });
}
