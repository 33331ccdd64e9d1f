import type { partition } from './partition.js';
import { describeScripts } from './walk/access-tokens.suite.js';
import { describeManagedAccounts } from './walk/administration.suite.js';
import { describeArrival } from './walk/arrival.suite.js';
import { describePlannedDeletion } from './walk/deletion.suite.js';
import { describeEmails } from './walk/emails.suite.js';
import { describeFactors } from './walk/factors.suite.js';
import { describeExports } from './walk/own-data.suite.js';
import { describePasswords } from './walk/passwords.suite.js';
import { describeSessionList } from './walk/sessions.suite.js';
import { Walk } from './walk/walk.js';

const START_LIMIT_MS = 240_000;

/**
 * The way of people through accounts and all contexts, by mails that arrive at a mail server: each call
 * and each event between contexts crosses. What a context does by itself is for other suites.
 */
export function describeWalk({ name, start }: ReturnType<typeof partition>): void {
  describe(`a walk: ${name}`, () => {
    let walk: Walk;
    beforeAll(async () => {
      walk = await Walk.start(start);
      await walk.untilFollowing();
    }, START_LIMIT_MS);
    afterAll(() => walk.dispose(), START_LIMIT_MS);

    const current = () => walk;
    describe('a person who arrives', () => describeArrival(current));
    describe('a person with a password', () => describePasswords(current));
    describe('a person with an email', () => describeEmails(current));
    describe('a session', () => describeSessionList(current));
    describe('a person with second factors', () => describeFactors(current));
    describe('an access token', () => describeScripts(current));
    describe('what is stored of a person', () => describeExports(current));
    describe('an administrator', () => describeManagedAccounts(current));
    describe('a planned deletion', () => describePlannedDeletion(current));

    it('stops', async () => {
      expect(new Set(await walk.system.stop())).toEqual(new Set([0]));
    });
  });
}
