import { TITLE } from '../product.js';

/** All texts of the page, in English. A second language is a second file of this shape. */
export const en = {
  language: 'en',
  product: TITLE,
  tagline: 'A to-do list that is your own.',
  loading: 'Loading …',
  tryAgain: 'Try again',
  later: {
    failed: 'This could not be loaded. Perhaps there is a newer page.',
    reload: 'Reload the page',
  },
  cancel: 'Cancel',
  close: 'Close',
  insecure:
    'Browsers do not keep you logged in over plain HTTP. Open this page by its https address.',

  logIn: {
    title: 'Log in',
    email: 'Email',
    password: 'Password',
    showPassword: 'Show',
    hidePassword: 'Hide',
    showPasswordLabel: 'Show the password',
    hidePasswordLabel: 'Hide the password',
    remember: 'Keep me logged in',
    forgot: 'Forgot your password?',
    submit: 'Log in',
    submitting: 'Logging in …',
    noAccount: 'New here?',
    register: 'Create an account',
    expired: 'You were logged out. Log in to continue. We kept what you typed.',
    loggedOut: 'You are logged out.',
    invited: 'Log in, or create an account, to see the invitation.',
    accountDeleted:
      'Your account is deleted now, or in some days: logging in before that keeps it.',
    passwordReset: 'Your password was changed. Log in with the new one.',
  },

  register: {
    title: 'Create an account',
    submit: 'Create account',
    submitting: 'Creating …',
    haveAccount: 'Have an account?',
    logIn: 'Log in',
    rulesLabel: 'The password needs',
    rules: { min: 'at least 8 characters', max: 'no more than 256 characters' },
    ruleMet: 'met',
    ruleUnmet: 'not met yet',
    emailInvalid: 'Enter an email address, such as name@example.com.',
    passwordInvalid: 'Choose a password with 8 to 256 characters.',
  },

  forgotten: {
    title: 'Forgot your password?',
    explanation:
      'Enter the email of your account. You get a mail with a link, to choose a new password.',
    submit: 'Send the link',
    sent:
      'If there is an account with this email, a mail with a link is on its way. The link works once, within 30 minutes. ' +
      'No mail? Check your spam folder and the email above.',
  },

  reset: {
    title: 'Choose a new password',
    explanation: 'All devices are logged out. Then you log in with the new password.',
    submit: 'Save the password',
    submitting: 'Saving …',
    otherAccount: 'You are still logged in here, with another account.',
  },

  links: {
    incomplete: 'This link is not complete. Open the link in the mail again, or ask for a new one.',
    askAgain: 'Ask for a new link',
    busy: 'One moment …',
  },

  confirm: {
    title: 'Confirm your email address',
    question: 'Did you get the mail with this link? Then confirm that the address is yours.',
    confirm: 'Confirm',
    done: 'Your email address is confirmed.',
    password:
      'Enter the password of your account, to show that the account is yours. Other devices may have to log in again.',
    wrong: 'Wrong password. Nothing was changed.',
    chooseNew: 'I don’t know the password',
    newPassword:
      'Choose a new password. Do this too if someone else has registered with your address: they are logged out then.',
    usePassword: 'I know the password',
    taken:
      'Another account has this email address by now. Your account keeps the address that it has.',
    explanation: 'If this address still has to be confirmed, you get a mail with a new link.',
    submit: 'Send the link',
    sent:
      'If this address still has to be confirmed, a mail with a link is on its way. The link works once, within a day. ' +
      'No mail? Check your spam folder and the email above.',
  },

  undo: {
    title: 'Undo the change of your email address',
    explanation:
      'Your account gets back the address to which this mail was sent. All devices are logged out, and the password is ' +
      'removed: you get another mail with a link, to choose a new one.',
    submit: 'Undo the change',
    done: 'Your account has its former email address again. Open the link in the mail that we have just sent there, and choose a new password.',
    incomplete: 'This link is not complete. Open the link in the mail again.',
    invalid:
      'This link was used already, or is too old. If you have used it, look for the mail with a link to a new password, or ' +
      'use “Forgot your password?” at the login.',
  },

  unverified: {
    again: 'Send another mail',
    sent: (email: string) =>
      `Another mail is on its way to ${email}. Open the link in it. No mail? Check your spam folder.`,
  },

  account: {
    open: (email: string) => `Account of ${email}`,
    title: 'Account',
    signedInAs: 'Logged in as',
    logOut: 'Log out',
    password: 'Change password …',
    sessions: 'Your devices …',
    sessionsTitle: 'Where you are logged in',
    senders: 'Who can share with you …',
    sendersTitle: 'Who can share with you',
    delete: 'Delete account …',
    deleteTitle: 'Delete your account?',
    deleteExplanation:
      'This deletes your account and every item you haven’t shared, now or in some days. Shared items stay with the other people.',
    deletePassword: 'Confirm with your password',
    deleteConfirm: 'Delete account',
    deleting: 'Deleting …',
    wrongPassword: 'Wrong password. Nothing was deleted.',
  },

  password: {
    title: 'Change your password',
    current: 'Present password',
    next: 'New password',
    submit: 'Change password',
    submitting: 'Changing …',
    wrong: 'Wrong password. Nothing was changed.',
    changed: 'Your password was changed',
  },

  items: {
    title: 'Your list',
    add: 'Add',
    addLabel: 'New item',
    addPlaceholder: 'What needs doing?',
    titleTooLong: (limit: number) => `A title has at most ${limit} characters.`,
    search: 'Search',
    searchPlaceholder: 'Search titles',
    clearSearch: 'Clear the search',
    show: 'Show',
    all: 'All',
    pending: 'To do',
    done: 'Done',
    count: (count: number) => (count === 1 ? '1 item' : `${count} items`),
    found: (count: number) => (count === 1 ? '1 item found' : `${count} items found`),
    tick: (title: string) => `${title}: done`,
    rename: (title: string) => `Rename ${title}`,
    renameLabel: 'New title',
    save: 'Save',
    share: (title: string) => `Share ${title}`,
    delete: (title: string) => `Delete ${title}`,
    ticked: (title: string) => `${title} is done.`,
    unticked: (title: string) => `${title} is marked as not done.`,
    added: (title: string) => `${title} added.`,
    deleted: (title: string) => `“${title}” deleted`,
    deletedForAll: (title: string, people: number) => `“${title}” deleted for ${people} people`,
    left: (title: string) => `You left “${title}”`,
    gone: (title: string) => `“${title}” is no longer in your list`,
    goneText: 'It was deleted, or is no longer shared with you.',
    undo: 'Undo',
    restored: (title: string) => `${title} is back.`,
    emptyTitle: 'Nothing here yet',
    emptyText: 'Type what needs doing into the field above and press Enter.',
    allDoneTitle: 'All done',
    allDoneText: 'Nothing left to do. Add an item above when you need to.',
    nothingDoneTitle: 'Nothing is done yet',
    nothingDoneText: 'Items that you tick off appear here.',
    noMatchTitle: 'No title matches',
    noMatchText: (query: string) => `Nothing here contains “${query}”.`,
    loadFailedTitle: 'Your list could not be loaded',
    notFoundTitle: 'Page not found',
    notFoundText: 'There is no page at this address.',
    toList: 'To your list',
  },

  sharing: {
    title: 'Share',
    explanation:
      'People you share an item with see it in their own list. They can tick and rename it.',
    email: 'Email',
    emailPlaceholder: 'name@example.com',
    submit: 'Share',
    submitting: 'Sharing …',
    people: 'Shared with',
    loadFailed: 'The people who have this item could not be loaded.',
    you: 'you',
    owner: 'Owner',
    member: 'Member',
    remove: (email: string) => `Remove ${email}`,
    removeShort: 'Remove',
    leave: 'Leave',
    leaveLabel: 'Leave this item',
    left: (title: string) => `You left “${title}”`,
    shared: (email: string) => `Shared with ${email}`,
    removed: (email: string) => `No longer shared with ${email}`,
    onlyOwner: 'Only the owner can share this item with more people.',
  },

  invitations: {
    title: 'Invitation',
    all: 'Invitations',
    count: (count: number) => (count === 1 ? '1 invitation' : `${count} invitations`),
  },

  offline: {
    title: 'You are offline.',
    text: 'Keep this page open. Your changes are sent when you are back online.',
  },

  serverLost: {
    title: `${TITLE} cannot be reached.`,
    text: `Keep this page open. Your changes are sent when ${TITLE} is available again.`,
  },

  /** What went wrong and what to do, by error code. */
  errors: {
    network: 'The server cannot be reached. Check your connection and try again.',
    invalid_credentials: 'The email or the password is wrong.',
    email_taken: 'This email already has an account. Log in instead.',
    password_guessable:
      `This password is easy to guess: it is very common, or contains your email or the name ${TITLE}. ` +
      'Choose another one.',
    email_unverified:
      'Confirm your email address first: open the link in the mail that we have sent to you. Then log in.',
    second_factor_required:
      'Your account has a second factor, for which this page cannot ask yet. Log in over the API, or ask ' +
      'the people who run this installation to remove the factor.',
    recent_proof_required:
      'Your account has a second factor, for which this page cannot ask yet. Do this over the API.',
    proof_required:
      'This is not enough for this link. Enter your present password; administrators choose a new one.',
    last_administrator:
      'This is the account of the last administrator. Another person else has to become one first.',
    registration_closed: 'This installation takes no new accounts.',
    invitation_required:
      'You need an invitation to create an account here. Ask the people who run this installation.',
    invitation_invalid:
      'This invitation is for another email, was used already, or is too old. Enter the email that was invited, or ask for a new invitation.',
    link_invalid: 'This link was used already, or is too old. Ask for a new one.',
    mails_off:
      'This installation sends no mails, so you cannot get a link. Ask the people who run it.',
    session_not_found: 'This device was logged out already.',
    validation_failed: 'Some of this isn’t valid. Fix it and try again.',
    item_not_found: 'This item no longer exists. Your list is up to date again.',
    user_not_found: 'No account has this email. Check it, or ask them to register.',
    already_shared: 'This person already has the item.',
    invitation_limit_reached: 'You have invited many people today. Invite more tomorrow.',
    owner_required: 'Only the owner can do this.',
    too_many_requests: 'Too many attempts. Wait a few minutes, then try again.',
    too_busy: `${TITLE} is busy. Try again in a moment.`,
    unavailable: `${TITLE} is temporarily unavailable. Try again in a moment.`,
    unknown: (requestId: string) =>
      `Something went wrong on our side. Try again. If it happens again, report ${requestId}.`,
  },
  failed: {
    add: (title: string) => `“${title}” was not added`,
    update: (title: string) => `“${title}” was not changed`,
    delete: (title: string) => `“${title}” was not deleted`,
    share: 'This did not work',
    logOut: 'You are still logged in',
  },
};

/** All texts of a language. */
export type Texts = typeof en;
