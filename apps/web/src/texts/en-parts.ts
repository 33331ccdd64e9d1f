/** What an invitation is to. */
type To = 'item' | 'list';

/** The texts of what is loaded later, in English: they are loaded with it. */
export const enParts = {
  sessions: {
    explanation: 'Is there a device that you don’t know? Log it out, and change your password.',
    current: 'this device',
    unknown: 'Unknown device',
    lastUsed: (when: string) => `last used ${when}`,
    now: 'just now',
    end: 'Log out',
    endLabel: (device: string) => `Log out ${device}`,
    ended: (device: string) => `${device} is logged out.`,
    endOthers: 'Log out all other devices …',
    endOthersTitle: 'Log out all other devices?',
    endOthersText: 'All other devices have to log in again. This one stays logged in.',
    endOthersConfirm: 'Log out the others',
    endedOthers: 'All other devices are logged out.',
    loadFailed: 'Your devices could not be loaded.',
  },

  invitations: {
    incomplete: 'This link is not complete. Open the link that you got again.',
    invalid:
      'This invitation is not valid any more: it was used or withdrawn, or is too old. Ask for a new one.',
    from: (email: string, to: To) =>
      to === 'list'
        ? `${email} invites you to this list, with all its items.`
        : `${email} invites you to this item.`,
    explanation:
      'If you accept an item, it is in your list. If you accept a list, all its items are, also later ones. This person can then share more with you at once.',
    declining: 'If you decline, the sender is not notified.',
    accept: 'Accept',
    acceptLabel: (title: string) => `Accept ${title}`,
    decline: 'Decline',
    declineLabel: (title: string) => `Decline ${title}`,
    block: 'Decline and block',
    blockLabel: (title: string, email: string) => `Decline and block ${email}: ${title}`,
    accepted: (title: string, to: To) =>
      to === 'list' ? `The items of “${title}” are in your list` : `“${title}” is in your list`,
    acceptedText: (email: string) => `${email} and you share it.`,
    declined: (title: string) => `The invitation to “${title}” is declined.`,
    blocked: (email: string) => `${email} is blocked.`,
    none: 'You have no open invitations.',

    sent: {
      invited: (email: string) => `${email} is invited.`,
      handOver: (day: string) =>
        `They see it when they log in. Or hand over this link, which works once, until ${day}:`,
      link: 'Invitation link',
      copy: 'Copy',
      copied: 'Copied',
      copyByHand: 'The link is selected: copy it.',
      title: 'Invited',
      until: (day: string) => `until ${day}`,
      withdraw: 'Withdraw',
      withdrawLabel: (email: string) => `Withdraw the invitation of ${email}`,
      withdrawn: (email: string) => `The invitation of ${email} is withdrawn.`,
      none: 'There are no open invitations.',
    },

    senders: {
      explanation:
        'People whose invitation you have accepted can share with you at once. Invitations of blocked people are not shown to you.',
      none: 'There is no one yet.',
      accepted: 'can share with you',
      blocked: 'blocked',
      ask: 'Ask me first',
      askLabel: (email: string) => `Ask me first about ${email}`,
      asks: (email: string) => `${email} needs an invitation now.`,
      block: 'Block',
      blockLabel: (email: string) => `Block ${email}`,
      unblock: 'Unblock',
      unblockLabel: (email: string) => `Unblock ${email}`,
      unblocked: (email: string) => `${email} may invite you again.`,
      loadFailed: 'These people could not be loaded.',
    },

    /** What went wrong and what to do, by error code, where it differs from the rest of the page. */
    errors: {
      already_shared: 'You have it already.',
      member_limit_reached: 'It has as many people as it can have. Ask its owner to make room.',
      share_limit_reached:
        'You would have more items of others than is possible. Leave some of them first.',
      list_limit_reached: 'You have as many lists as is possible. Delete one of them first.',
      sender_not_found: 'This was changed meanwhile.',
    },
  },
};

/** The texts of what is loaded later, in a language. */
export type PartTexts = typeof enParts;
