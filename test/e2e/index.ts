import { testLength } from '../support/test-length.js';
import type { RunningSystem, System, Topology } from '../support/topology.js';
import { describeAccountSessions } from './account-sessions.suite.js';
import { describeAccessTokens } from './access-tokens.suite.js';
import { describeAdministration } from './administration.suite.js';
import { describeAccounts } from './accounts.suite.js';
import { describeBadInput } from './bad-input.suite.js';
import { describeBulk, describeWithoutBulk } from './bulk.suite.js';
import { describeEndedTokens } from './ended-tokens.suite.js';
import { describeDetailedItems, describeWithoutDetails } from './detailed-items.suite.js';
import { describeFirstSteps } from './first-steps.suite.js';
import { describeInvitations, describeWithoutInvitations } from './invitations.suite.js';
import { describeIsolation } from './isolation.suite.js';
import { describeItems } from './items.suite.js';
import { describeItemVersions } from './item-versions.suite.js';
import { describeLists, describeWithoutLists } from './lists.suite.js';
import { describeLiveLists } from './live-lists.suite.js';
import { describeLiveTraffic } from './live-traffic.suite.js';
import { describeListRoles } from './list-roles.suite.js';
import { describeListTags } from './list-tags.suite.js';
import { describeLoad } from './load.suite.js';
import { describeOperation } from './operation.suite.js';
import { describeLogoutPage } from './logout-page.suite.js';
import { describeOwnData } from './own-data.suite.js';
import { describePageLogin } from './page-login.suite.js';
import { describeProfile } from './profile.suite.js';
import { describeReminders, describeWithoutReminders } from './reminders.suite.js';
import { describeRepeatingItems } from './repeating-items.suite.js';
import { describeRepeatedWrites, describeWithoutKeys } from './repeated-writes.suite.js';
import { describeRoles } from './roles.suite.js';
import { describeSecondFactors } from './second-factors.suite.js';
import { describeSecrets } from './secrets.suite.js';
import { describeSecurityEvents } from './security-events.suite.js';
import { describeSessionChains } from './session-chains.suite.js';
import { describeSessions } from './sessions.suite.js';
import { describeSharedLists, describeWithoutSharedLists } from './shared-lists.suite.js';
import { describeSharing } from './sharing.suite.js';
import { describeTrash, describeWithoutTrash } from './trash.suite.js';
import { describeUsers } from './users.suite.js';

const START_LIMIT_MS = 240_000;
const IS_LONG = testLength({ short: false, long: true });

/** A context with tests of its own. */
type Part = 'auth' | 'todo';

/** For topologies in which only what crosses contexts is new. */
export const BOTH: readonly Part[] = ['auth', 'todo'];

/**
 * The tests of the product over HTTP, for one topology. They are the same for each: clients cannot
 * distinguish topologies.
 *
 * @param isFresh whether no user has used it when it has started
 * @param itemsOnly leaves out what concerns auth alone: for another store of items
 * @param leavesOut contexts whose own tests are left out in the short form: other topologies run them
 */
export function describeProduct(
  topology: Topology,
  {
    isFresh = true,
    itemsOnly = false,
    leavesOut = [] as readonly Part[],
    startLimitMs = START_LIMIT_MS,
  } = {},
): void {
  const isIn = (part: Part) => testLength({ short: !leavesOut.includes(part), long: true });
  describe(topology.name, () => {
    let system: RunningSystem;

    beforeAll(async () => {
      system = await topology.start();
    }, startLimitMs);

    afterAll(() => system.dispose(), START_LIMIT_MS);

    const current: System = () => system;
    if (isFresh) describe('first steps on a fresh store', () => describeFirstSteps(current));
    // Early: the log of rejected tokens is limited per minute, and later suites send many.
    if (!itemsOnly) describe('security events', () => describeSecurityEvents(current));
    if (isIn('auth') && !itemsOnly) describeAuth(current);
    if (isIn('todo')) describeTodo(current, itemsOnly);
    describeBoth(current, itemsOnly);
    // The whole of it is in test/log.
    if (IS_LONG) describe('keeps out of its log', () => describeSecrets(current));
    describe('operation', () => describeOperation(current));
  });
}

/** What auth does by itself. */
function describeAuth(current: System): void {
  describe('chains of sessions', () => describeSessionChains(current));
  describe('logout by navigation', () => describeLogoutPage(current));
  describe('login of pages', () => describePageLogin(current));
  describe('sessions and passwords of accounts', () => describeAccountSessions(current));
  describe('second factors', () => describeSecondFactors(current));
  describe('profiles and emails of accounts', () => describeProfile(current));
}

/** What todo does by itself, but for the check of tokens. */
function describeTodo(current: System, itemsOnly: boolean): void {
  describe('items', () => describeItems(current));
  describe('the tags of lists', () => describeListTags(current));
  describe('conditional changes', () => describeItemVersions(current));
  describe('items of version 2', () =>
    itemsOnly ? describeWithoutDetails(current) : describeDetailedItems(current));
  describe('deleted items', () =>
    itemsOnly ? describeWithoutTrash(current) : describeTrash(current));
  describe('lists', () => (itemsOnly ? describeWithoutLists(current) : describeLists(current)));
  if (!itemsOnly) describe('repeating items', () => describeRepeatingItems(current));
  describe('repeated writes', () =>
    itemsOnly ? describeWithoutKeys(current) : describeRepeatedWrites(current));
  describe('many writes at once', () =>
    itemsOnly ? describeWithoutBulk(current) : describeBulk(current));
  describe('bad input', () => describeBadInput(current));
}

/** What crosses contexts: people in items, sessions that end, accounts that are deleted, traffic. */
function describeBoth(current: System, itemsOnly: boolean): void {
  describe('users', () => describeUsers(current));
  if (!itemsOnly) {
    describe('sessions', () => describeSessions(current));
    describe('access tokens', () => describeAccessTokens(current));
    describe('administration', () => describeAdministration(current));
    describe('live clients', () => describeLiveTraffic(current));
  }
  describe('reminders', () =>
    itemsOnly ? describeWithoutReminders(current) : describeReminders(current));
  describe('live lists', () => describeLiveLists(current));
  describe('isolation', () => describeIsolation(current));
  describe('accounts', () => describeAccounts(current));
  describe('one’s own data', () => describeOwnData(current));
  describe('sharing', () => describeSharing(current));
  describe('shared lists', () =>
    itemsOnly ? describeWithoutSharedLists(current) : describeSharedLists(current));
  describe('invitations', () =>
    itemsOnly ? describeWithoutInvitations(current) : describeInvitations(current));
  describe('roles', () => describeRoles(current));
  if (!itemsOnly) describe('roles of lists', () => describeListRoles(current));
  describe('ended sessions', () => describeEndedTokens(current));
  describe('load', () => describeLoad(current));
}
