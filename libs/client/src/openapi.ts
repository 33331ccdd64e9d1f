// Generated from /docs-json of the monolith by `npm run api-types`; do not edit.
export interface paths {
    "/api/v2/items/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create, change, delete and restore many items
         * @description At most 500 operations, in a body of at most 1 MiB. Each has its own result, unless the request is `atomic`: then all are done, or the answer is the error of the first one that is refused, and none is. `operation` says which one.
         */
        post: operations["writeItems"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Your items, page by page
         * @description A page may end before `limit`, if notes are long. `next_cursor` is null on the last one.
         */
        get: operations["listItems"];
        put?: never;
        /**
         * Add an item
         * @description 200 if the item was there already, by its `client_id`: the answer has it as it is now.
         */
        post: operations["createItem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/items/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of your items */
        get: operations["getItem"];
        put?: never;
        post?: never;
        /**
         * Delete an item, or leave one of another owner
         * @description An own item is in your trash for 30 days, unless items are in a JSON file, and other members lose it.
         */
        delete: operations["deleteItem"];
        options?: never;
        head?: never;
        /**
         * Change the given fields of an item, if it is still as you have seen it
         * @description Otherwise 412, with the present item as `current` and its ETag. Done, an item that repeats is followed by the next one.
         */
        patch: operations["updateItem"];
        trace?: never;
    };
    "/api/v2/items/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore an item from the trash, as it was
         * @description It has no other members then, also if others had it before, except those of a shared list that it is in.
         */
        post: operations["restoreItem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow your items
         * @description docs/wire.md#live-lists describes the events.
         */
        get: operations["followItems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Your lists, in their order
         * @description Archived ones too. The default list, of items without one, is none of them.
         */
        get: operations["listLists"];
        put?: never;
        /** Add a list, after the others */
        post: operations["createList"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/lists/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of your lists */
        get: operations["getList"];
        put?: never;
        post?: never;
        /**
         * Delete a list
         * @description One with items only with `items=move`: they move to the default list. Of a shared list only your own is deleted: the others keep theirs, without the items that you own, you lose theirs, and if you owned the list, the earliest member does.
         */
        delete: operations["deleteList"];
        options?: never;
        head?: never;
        /**
         * Rename, archive or move a list
         * @description Of several changes of a field, the last one stays.
         */
        patch: operations["updateList"];
        trace?: never;
    };
    "/api/v2/lists/{id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All members of a list */
        get: operations["listListMembers"];
        put?: never;
        /**
         * Share a list that you own, with all its items, with the user of this email
         * @description Who has accepted an invitation of yours before is a member at once (201). All others are invited (202), also if no user has the email: hand over the `token`. To invite the email again makes a new one.
         */
        post: operations["createListMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/lists/{id}/members/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Leave a list, or remove a member from a list that you own
         * @description A member loses the items of others that are in it. Who leaves hands over the own ones that others have, too; who is removed keeps all own ones, in the default list. If the owner leaves, the earliest member owns the list. A list that no one else has is not left (`connection_not_found`), but deleted.
         */
        delete: operations["deleteListMember"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/items/{id}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move an item before or after another one, in the list of that one
         * @description Other members of the item do not see it. The last one of several moves stays.
         */
        post: operations["moveItem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/trash": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The items that you have deleted in the last 30 days, page by page
         * @description The last deleted first. A page may end before `limit`, if notes are long. `next_cursor` is null on the last one.
         */
        get: operations["listTrashedItems"];
        put?: never;
        post?: never;
        /** Empty the trash: its items are deleted permanently */
        delete: operations["deleteTrashedItems"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/trash/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete an item of the trash permanently */
        delete: operations["deleteTrashedItem"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/items/{id}/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All members of an item */
        get: operations["listItemUsers"];
        put?: never;
        /**
         * Share an item that you own with the user of this email
         * @description Who has accepted an invitation of yours before is a member at once (201). All others are invited (202), also if no user has the email: hand over the `token`. To invite the email again makes a new one.
         */
        post: operations["createItemUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/items/{id}/users/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Leave an item, or remove a member from an item that you own
         * @description If its owner leaves, the earliest member becomes its owner; if the last member leaves, it is deleted.
         */
        delete: operations["deleteItemUser"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The open invitations for you, and those that you have sent
         * @description The newest first. Those for you are the ones for your email, without those of senders whom you have blocked.
         */
        get: operations["listInvitations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/invitations/find": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The invitation of a link */
        post: operations["findInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Withdraw an invitation that you have sent */
        delete: operations["deleteInvitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/invitations/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept an invitation: the item or the list is yours, too
         * @description From then on its sender may share other items with you at once. An invitation for another email needs the `token` of its link.
         */
        post: operations["acceptInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/invitations/{id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decline an invitation, and block its sender if you like
         * @description Its sender learns nothing of it. An invitation for another email needs the `token` of its link; it stays for that email.
         */
        post: operations["declineInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/senders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who may share with you without an invitation, and whom you have blocked */
        get: operations["listSenders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/senders/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Forget a sender, who needs an invitation then to share with you: also to unblock one */
        delete: operations["deleteSender"];
        options?: never;
        head?: never;
        /**
         * Block a sender, or another member of a shared list
         * @description Items that are shared with you stay: leave those that you do not want.
         */
        patch: operations["updateSender"];
        trace?: never;
    };
    "/api/v1/create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add an item */
        post: operations["createItemV1"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/get/all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All items */
        get: operations["listItemsV1"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Replace the title and the status of an item */
        put: operations["replaceItemV1"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the title or the status of an item, or both
         * @description A field that is not sent keeps its value, also if another request changes it meanwhile.
         */
        patch: operations["updateItemV1"];
        trace?: never;
    };
    "/api/v1/delete/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete one item by its title: owned before shared, done before pending */
        delete: operations["deleteItemV1"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change the password. All other sessions end */
        put: operations["replacePassword"];
        post?: never;
        /** Remove the password, to log in by passkeys only. All other sessions end */
        delete: operations["deletePassword"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The account of the caller */
        get: operations["getAccount"];
        put?: never;
        post?: never;
        /** Delete the account, with all sessions */
        delete: operations["deleteAccount"];
        options?: never;
        head?: never;
        /** Change the name, the locale or the time zone; null clears one */
        patch: operations["updateAccount"];
        trace?: never;
    };
    "/api/v2/account/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was done to the account, newest first: kept for 400 days */
        get: operations["listAccountAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The sessions of the caller, the last used one first: at most 50 */
        get: operations["listSessions"];
        put?: never;
        /** Log in */
        post: operations["createSession"];
        /** End all sessions, or all others */
        delete: operations["deleteSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/sessions/passkey-options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What `navigator.credentials.get` is called with, to log in by a passkey */
        post: operations["createLoginPasskeyOptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a session */
        delete: operations["deleteSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/password-resets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a mail with a link to choose a new password
         * @description The answer is the same, whether or not there is an account with this email.
         */
        post: operations["createPasswordReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/password-resets/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Choose a new password by the token of the link. All sessions end */
        post: operations["completePasswordReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/email-confirmations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a mail with a link that confirms an email
         * @description The answer is the same, whether or not there is an account with this email.
         */
        post: operations["createEmailConfirmation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/email-confirmations/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm an email, or the new email of an account, by the token of the link
         * @description The first confirmation needs the session of the user, the password, or a new password. It ends all other sessions, and deletes access tokens: another person may have registered the address. That of a new email needs the session or the password: the address may be that of a stranger.
         */
        post: operations["completeEmailConfirmation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/email-confirmations/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo a change of the email, by the link that the former address got
         * @description All sessions and access tokens end, and a mail has a link to choose a new password.
         */
        post: operations["undoEmailChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change the email: a mail to the new one has a link that confirms it
         * @description Needs the password, or a recent proof; of users with a second factor, the latter.
         */
        put: operations["replaceEmail"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/factors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How you can log in */
        get: operations["getFactors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** New recovery codes. The earlier ones, and all other sessions, end */
        post: operations["createRecoveryCodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/passkeys/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What `navigator.credentials.create` is called with */
        post: operations["createPasskeyOptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your passkeys, the oldest first */
        get: operations["listPasskeys"];
        put?: never;
        /** Add a passkey. All other sessions end */
        post: operations["createPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/passkeys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a passkey. All other sessions end */
        delete: operations["deletePasskey"];
        options?: never;
        head?: never;
        /** Rename a passkey */
        patch: operations["updatePasskey"];
        trace?: never;
    };
    "/api/v2/account/proofs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Prove again who you are. The session gets a new token; the present one ends */
        post: operations["createProof"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/proofs/passkey-options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What `navigator.credentials.get` is called with, for a proof */
        post: operations["createProofPasskeyOptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to set up an app. Nothing changes until a code confirms it */
        post: operations["createTotp"];
        /** Remove the app. All other sessions end */
        delete: operations["deleteTotp"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/totp/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm the app by a code, within 15 minutes. All other sessions end */
        post: operations["confirmTotp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your access tokens */
        get: operations["listAccessTokens"];
        put?: never;
        /** Make an access token for scripts; the response is all that shows it */
        post: operations["createAccessToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete an access token, which is refused everywhere within a second */
        delete: operations["deleteAccessToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Register */
        post: operations["createUserV1"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/get": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller */
        get: operations["getUserV1"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete the account of the caller
         * @description Requires the token in the header `token` or in the cookie of the web page, and email and password again as Basic.
         */
        delete: operations["deleteAccountV1"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/registration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who may register */
        get: operations["getRegistration"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Log in, like the original client
         * @description Kept for old clients: a GET should change nothing. New ones use POST.
         */
        get: operations["createSessionByGetV1"];
        put?: never;
        /** Log in */
        post: operations["createSessionV1"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * End the session, like the original client
         * @description Kept for old clients: a GET should change nothing. New ones use POST. Without a token, a browser that opens this address gets an HTML page that removes the token that the original system's page stores.
         */
        get: operations["deleteSessionByGetV1"];
        put?: never;
        /**
         * End the session
         * @description Without a token, a browser that opens this address gets an HTML page that removes the token that the original system's page stores.
         */
        post: operations["deleteSessionV1"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Replace the session by a new one with the same absolute deadline */
        post: operations["refreshSessionV1"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The session of the token */
        get: operations["getSessionV1"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/page-login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Log in, for a web page: the token is set as a cookie */
        post: operations["createPageSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/page-logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End the session of a web page, and delete the cookie */
        post: operations["deletePageSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All that is stored of your account, as a JSON file, without secrets */
        get: operations["exportAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/todo/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What you have shared, left and deleted, and others for you: kept for 400 days
         * @description Newest first. Empty if items are in a JSON file.
         */
        get: operations["listItemAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/todo/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All your lists, items, your trash, invitations and the audit of items, as a JSON file */
        get: operations["exportItems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/admin/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All users, the oldest account first, or those that are searched for */
        get: operations["listUsers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/admin/users/{unique_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A user */
        get: operations["getUser"];
        put?: never;
        post?: never;
        /** Delete a user, as users delete their own accounts */
        delete: operations["deleteUser"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/admin/users/{unique_id}/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was done to an account, newest first: kept for 400 days */
        get: operations["listUserAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/admin/users/{unique_id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Disable a user: all sessions end, and nothing logs in */
        post: operations["disableUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/admin/users/{unique_id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Enable a user again */
        post: operations["enableUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/admin/users/{unique_id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End all sessions of a user */
        delete: operations["deleteUserSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/admin/users/{unique_id}/factors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove the second factors of a user who has lost them
         * @description Apps, passkeys and recovery codes. All sessions end, and the user gets a mail.
         */
        delete: operations["deleteUserFactors"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/admin/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Invite an email to register
         * @description The link works once, for 7 days. A newer invitation of the email replaces it.
         */
        post: operations["createInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Is the process alive? */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Can the process serve requests? */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @example {
         *       "status": "ok"
         *     }
         */
        Liveness: {
            /** @enum {string} */
            status: "ok";
        };
        /**
         * @example {
         *       "ready": true,
         *       "checks": {
         *         "database": "ok"
         *       }
         *     }
         */
        Readiness: {
            ready: boolean;
            /** @description The state of each dependency: `ok`, a note, or the failure */
            checks: {
                [key: string]: string;
            };
        };
        /**
         * @example {
         *       "email": "test@gmail.com",
         *       "password": "password"
         *     }
         */
        CreateUser: {
            /** @description Compared without case; surrounding space is dropped */
            email: string;
            password: string;
            /** @description The token of an invitation */
            invitation?: string;
        };
        /**
         * @example {
         *       "id": 1,
         *       "email": "test@gmail.com",
         *       "unique_id": "6f1f7a0e-3d8f-4a3c-9a3e-0a4a3c1d2b11"
         *     }
         */
        User: {
            id: number;
            email: string;
            /** Format: uuid */
            unique_id: string;
        };
        /**
         * @example {
         *       "user_id": 1,
         *       "unique_id": "6f1f7a0e-3d8f-4a3c-9a3e-0a4a3c1d2b11",
         *       "expires_at": "2026-01-01T12:20:00.000Z"
         *     }
         */
        Session: {
            user_id: number;
            /** Format: uuid */
            unique_id: string;
            /**
             * Format: date-time
             * @description The expiry if the session is not used again
             */
            expires_at: string;
        };
        /**
         * @example {
         *       "current_password": "password",
         *       "new_password": "a long new passphrase"
         *     }
         */
        ChangePassword: {
            current_password: string;
            new_password: string;
        };
        /**
         * @example {
         *       "entries": [
         *         {
         *           "id": 1,
         *           "at": "2026-01-01T12:00:00.000Z",
         *           "action": "order_cancelled",
         *           "actor": "6f1f7a0e-3d8f-4a3c-9a3e-0a4a3c1d2b11",
         *           "object": null,
         *           "outcome": "done",
         *           "address": "192.0.2.7",
         *           "device": "Firefox on Windows"
         *         }
         *       ],
         *       "failures": [],
         *       "next_cursor": null
         *     }
         */
        Audit: {
            entries: {
                id: number;
                /** Format: date-time */
                at: string;
                /** @description In the past tense; the documentation lists them */
                action: string;
                /** @description A public id, `operator`, `system`, or `anyone`: an unknown client */
                actor: string;
                /** @description What else it is about */
                object: string | null;
                /** @enum {string} */
                outcome: "begun" | "done" | "failed";
                address: string | null;
                device: string | null;
            }[];
            /** @description What failed, by the hour: the newest 100 */
            failures: {
                /** Format: date-time */
                hour: string;
                action: string;
                count: number;
            }[];
            next_cursor: string | null;
        };
        /**
         * @description An email and a password; or the `challenge` of the answer `second_factor_required` and one of `code`, `recovery_code` and `passkey`, with `remember` and `cookie` of the first request; or a passkey alone
         * @example {
         *       "email": "test@gmail.com",
         *       "password": "password"
         *     }
         */
        CreateSession: {
            /** @description Compared without case; surrounding space is dropped */
            email?: string;
            password?: string;
            /** @description That of the answer `second_factor_required` */
            challenge?: string;
            /** @description The code that an app shows */
            code?: string;
            recovery_code?: string;
            passkey?: components["schemas"]["PasskeyAnswer"];
            /**
             * @description Keep me logged in
             * @default false
             */
            remember?: boolean;
            /**
             * @description For a web page: the token is set as a cookie that no script can read.
             * @default false
             */
            cookie?: boolean;
        } | unknown | unknown | unknown | unknown | unknown;
        /**
         * @description The credential that the browser made or used, as its `toJSON()` gives it
         * @example {
         *       "id": "AQIDBAUGBwgJCgsMDQ4PEA",
         *       "rawId": "AQIDBAUGBwgJCgsMDQ4PEA",
         *       "type": "public-key",
         *       "response": {
         *         "clientDataJSON": "eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIn0",
         *         "transports": [
         *           "internal"
         *         ]
         *       }
         *     }
         */
        PasskeyAnswer: {
            id: string;
            rawId: string;
            /** @enum {string} */
            type: "public-key";
            response: {
                clientDataJSON: string;
                /** @description Of a passkey that is alone */
                userHandle?: string | null;
                transports?: string[];
            } & {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        /**
         * @example {
         *       "session": {
         *         "id": "fV9yQ2n0b3J5",
         *         "device": "Firefox on Windows",
         *         "address": "192.0.2.7",
         *         "created_at": "2026-01-01T12:00:00.000Z",
         *         "last_seen_at": "2026-01-01T12:10:00.000Z",
         *         "expires_at": "2026-01-01T12:30:00.000Z",
         *         "remembered": false,
         *         "current": true
         *       },
         *       "token": "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ1bmlxdWVfaWQiOiI2ZjFm.h3Q"
         *     }
         */
        CreatedSession: {
            session: components["schemas"]["AccountSession"];
            /** @description Not with `cookie` */
            token?: string;
        };
        /**
         * @example {
         *       "id": "fV9yQ2n0b3J5",
         *       "device": "Firefox on Windows",
         *       "address": "192.0.2.7",
         *       "created_at": "2026-01-01T12:00:00.000Z",
         *       "last_seen_at": "2026-01-01T12:10:00.000Z",
         *       "expires_at": "2026-01-01T12:30:00.000Z",
         *       "remembered": false,
         *       "current": true
         *     }
         */
        AccountSession: {
            /** @description It stays the same when the session is refreshed */
            id: string;
            /** @example Firefox on Windows */
            device: string | null;
            /** @example 192.0.2.7 */
            address: string | null;
            /**
             * Format: date-time
             * @description The login
             */
            created_at: string;
            /**
             * Format: date-time
             * @description The last use, to half a minute
             */
            last_seen_at: string;
            /**
             * Format: date-time
             * @description The expiry if the session is not used again
             */
            expires_at: string;
            remembered: boolean;
            current: boolean;
        };
        /**
         * @description Without `challenge`, any passkey is asked for
         * @example {}
         */
        LoginPasskeyOptions: {
            /** @description That of the answer `second_factor_required` */
            challenge?: string;
        };
        /**
         * @example {
         *       "options": {
         *         "challenge": "p7Zt1c0GmY3kXb9QwRfLs5VdHn2JuTeA",
         *         "timeout": 300000
         *       }
         *     }
         */
        PasskeyOptions: {
            /** @description For `PublicKeyCredential.parse…OptionsFromJSON` */
            options: {
                [key: string]: unknown;
            };
        };
        /**
         * @example {
         *       "sessions": [
         *         {
         *           "id": "fV9yQ2n0b3J5",
         *           "device": "Firefox on Windows",
         *           "address": "192.0.2.7",
         *           "created_at": "2026-01-01T12:00:00.000Z",
         *           "last_seen_at": "2026-01-01T12:10:00.000Z",
         *           "expires_at": "2026-01-01T12:30:00.000Z",
         *           "remembered": false,
         *           "current": true
         *         }
         *       ]
         *     }
         */
        AccountSessions: {
            sessions: components["schemas"]["AccountSession"][];
        };
        /**
         * @example {
         *       "email": "test@gmail.com"
         *     }
         */
        RequestPasswordReset: {
            /** @description Compared without case; surrounding space is dropped */
            email: string;
        };
        /**
         * @example {
         *       "token": "p7Zt1c0GmY3kXb9QwRfLs5VdHn2JuTeA8oKi4MxC6yE",
         *       "new_password": "a long new passphrase"
         *     }
         */
        CompletePasswordReset: {
            token: string;
            new_password: string;
        };
        /**
         * @example {
         *       "name": "backup",
         *       "scopes": [
         *         "items:read"
         *       ]
         *     }
         */
        CreateAccessToken: {
            name: string;
            scopes: ("items:read" | "items:write" | "account:read")[];
            /** @default 90 */
            expires_in_days?: number;
        };
        /**
         * @example {
         *       "id": "0d0f8c5e-6c0a-4d57-9a0d-0c1f5a6f7b21",
         *       "name": "backup",
         *       "scopes": [
         *         "items:read"
         *       ],
         *       "created_at": "2026-01-01T12:00:00.000Z",
         *       "expires_at": "2026-04-01T12:00:00.000Z",
         *       "last_used_at": null,
         *       "token": "seam_pat_0000000000000000000000000000000000000000000000"
         *     }
         */
        CreatedAccessToken: {
            /** Format: uuid */
            id: string;
            name: string;
            scopes: string[];
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string;
            /** @description Up to a minute old */
            last_used_at: string | null;
            /** @description The token, which is shown this once */
            token: string;
        };
        /**
         * @description The access tokens of the caller, newest first, also expired ones
         * @example {
         *       "tokens": [
         *         {
         *           "id": "0d0f8c5e-6c0a-4d57-9a0d-0c1f5a6f7b21",
         *           "name": "backup",
         *           "scopes": [
         *             "items:read"
         *           ],
         *           "created_at": "2026-01-01T12:00:00.000Z",
         *           "expires_at": "2026-04-01T12:00:00.000Z",
         *           "last_used_at": null
         *         }
         *       ]
         *     }
         */
        AccessTokens: {
            tokens: components["schemas"]["AccessToken"][];
        };
        /**
         * @example {
         *       "id": "0d0f8c5e-6c0a-4d57-9a0d-0c1f5a6f7b21",
         *       "name": "backup",
         *       "scopes": [
         *         "items:read"
         *       ],
         *       "created_at": "2026-01-01T12:00:00.000Z",
         *       "expires_at": "2026-04-01T12:00:00.000Z",
         *       "last_used_at": null
         *     }
         */
        AccessToken: {
            /** Format: uuid */
            id: string;
            name: string;
            scopes: string[];
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string;
            /** @description Up to a minute old */
            last_used_at: string | null;
        };
        /**
         * @example {
         *       "unique_id": "6f1f7a0e-3d8f-4a3c-9a3e-0a4a3c1d2b11",
         *       "email": "test@gmail.com",
         *       "email_verified": true,
         *       "name": "Ada",
         *       "locale": "de-AT",
         *       "time_zone": null,
         *       "has_password": true,
         *       "created_at": "2026-01-01T12:00:00.000Z"
         *     }
         */
        Account: {
            /** Format: uuid */
            unique_id: string;
            email: string;
            email_verified: boolean;
            name: string | null;
            locale: string | null;
            time_zone: string | null;
            has_password: boolean;
            /** Format: date-time */
            created_at: string;
        };
        /**
         * @example {
         *       "name": "Ada",
         *       "locale": "de-AT"
         *     }
         */
        ChangeAccount: {
            name?: string | null;
            locale?: string | null;
            time_zone?: string | null;
        };
        /**
         * @example {
         *       "email": "test@gmail.com"
         *     }
         */
        RequestEmailConfirmation: {
            /** @description Compared without case; surrounding space is dropped */
            email: string;
        };
        /**
         * @example {
         *       "token": "p7Zt1c0GmY3kXb9QwRfLs5VdHn2JuTeA8oKi4MxC6yE",
         *       "password": "password"
         *     }
         */
        CompleteEmailConfirmation: {
            token: string;
            password?: string;
            new_password?: string;
        };
        /**
         * @example {
         *       "token": "p7Zt1c0GmY3kXb9QwRfLs5VdHn2JuTeA8oKi4MxC6yE"
         *     }
         */
        UndoEmailChange: {
            token: string;
        };
        /**
         * @example {
         *       "email": "new@gmail.com",
         *       "password": "password"
         *     }
         */
        ChangeEmail: {
            /** @description Compared without case; surrounding space is dropped */
            email: string;
            password?: string;
        };
        /**
         * @example {
         *       "users": [
         *         {
         *           "unique_id": "6f1f7a0e-3d8f-4a3c-9a3e-0a4a3c1d2b11",
         *           "email": "test@gmail.com",
         *           "role": "user",
         *           "created_at": "2026-01-01T12:00:00.000Z",
         *           "disabled_at": null
         *         }
         *       ],
         *       "next_cursor": null
         *     }
         */
        AdministeredUsers: {
            users: components["schemas"]["AdministeredUser"][];
            next_cursor: string | null;
        };
        /**
         * @example {
         *       "unique_id": "6f1f7a0e-3d8f-4a3c-9a3e-0a4a3c1d2b11",
         *       "email": "test@gmail.com",
         *       "role": "user",
         *       "created_at": "2026-01-01T12:00:00.000Z",
         *       "disabled_at": null
         *     }
         */
        AdministeredUser: {
            /** Format: uuid */
            unique_id: string;
            email: string;
            /** @enum {string} */
            role: "user" | "admin";
            /** Format: date-time */
            created_at: string;
            /** @description Since when the user cannot log in */
            disabled_at: string | null;
        };
        /**
         * @example {
         *       "email": "test@gmail.com"
         *     }
         */
        CreateInvitation: {
            /** @description Compared without case; surrounding space is dropped */
            email: string;
        };
        /**
         * @example {
         *       "email": "test@gmail.com",
         *       "link": "https://example.com/register#token=p7Zt1c0GmY3kXb9QwRfLs5VdHn2JuTeA8oKi4MxC6yE",
         *       "expires_at": "2026-01-08T12:00:00.000Z",
         *       "mailed": true
         *     }
         */
        Invitation: {
            email: string;
            /** @description To the page, with the token: this once */
            link: string;
            /** Format: date-time */
            expires_at: string;
            /** @description Whether a mail with the link is on its way */
            mailed: boolean;
        };
        /**
         * @example {
         *       "mode": "open"
         *     }
         */
        Registration: {
            /**
             * @description `open`: all people; `invited`: those with an invitation; `closed`: no one
             * @enum {string}
             */
            mode: "open" | "invited" | "closed";
        };
        /**
         * @example {
         *       "password": true,
         *       "totp": true,
         *       "passkeys": 1,
         *       "recovery_codes": 10
         *     }
         */
        Factors: {
            password: boolean;
            /** @description Codes of an app */
            totp: boolean;
            passkeys: number;
            /** @description How many are left */
            recovery_codes: number;
        };
        /**
         * @example {
         *       "recovery_codes": [
         *         "3f9k-72mq-x4tp",
         *         "w8zc-5n1h-b6rd"
         *       ]
         *     }
         */
        RecoveryCodes: {
            /** @description Shown this once */
            recovery_codes: string[];
        };
        /**
         * @example {
         *       "name": "Phone",
         *       "passkey": {
         *         "id": "AQIDBAUGBwgJCgsMDQ4PEA",
         *         "rawId": "AQIDBAUGBwgJCgsMDQ4PEA",
         *         "type": "public-key",
         *         "response": {
         *           "clientDataJSON": "eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIn0",
         *           "transports": [
         *             "internal"
         *           ]
         *         }
         *       }
         *     }
         */
        AddPasskey: {
            name?: string;
            passkey: components["schemas"]["PasskeyAnswer"];
        };
        /**
         * @example {
         *       "passkey": {
         *         "id": "0d0f8c5e-6c0a-4d57-9a0d-0c1f5a6f7b21",
         *         "name": "Phone",
         *         "created_at": "2026-01-01T12:00:00.000Z",
         *         "last_used_at": null,
         *         "backed_up": true
         *       }
         *     }
         */
        AddedPasskey: {
            passkey: components["schemas"]["Passkey"];
            /** @description Shown this once, with the first second factor of the account */
            recovery_codes?: string[];
        };
        /**
         * @example {
         *       "id": "0d0f8c5e-6c0a-4d57-9a0d-0c1f5a6f7b21",
         *       "name": "Phone",
         *       "created_at": "2026-01-01T12:00:00.000Z",
         *       "last_used_at": null,
         *       "backed_up": true
         *     }
         */
        Passkey: {
            /** Format: uuid */
            id: string;
            name: string;
            /** Format: date-time */
            created_at: string;
            last_used_at: string | null;
            /** @description It survives the loss of the device */
            backed_up: boolean;
        };
        /**
         * @example {
         *       "passkeys": [
         *         {
         *           "id": "0d0f8c5e-6c0a-4d57-9a0d-0c1f5a6f7b21",
         *           "name": "Phone",
         *           "created_at": "2026-01-01T12:00:00.000Z",
         *           "last_used_at": null,
         *           "backed_up": true
         *         }
         *       ]
         *     }
         */
        Passkeys: {
            passkeys: components["schemas"]["Passkey"][];
        };
        /**
         * @example {
         *       "name": "Phone"
         *     }
         */
        RenamePasskey: {
            name: string;
        };
        /**
         * @description What a login needs: the password and, if there is one, the second factor; or a passkey
         * @example {
         *       "password": "password",
         *       "code": "123456"
         *     }
         */
        CreateProof: {
            password?: string;
            /** @description The code that an app shows */
            code?: string;
            recovery_code?: string;
            passkey?: components["schemas"]["PasskeyAnswer"];
        };
        /**
         * @example {
         *       "token": "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ1bmlxdWVfaWQiOiI2ZjFm.h3Q"
         *     }
         */
        CreatedProof: {
            /** @description Not for a page, whose cookie is replaced */
            token?: string;
        };
        /**
         * @example {
         *       "uri": "otpauth://totp/test%40gmail.com?secret=JBSWY3DPEHPK3PXP",
         *       "secret": "JBSWY3DPEHPK3PXP",
         *       "qr_svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>"
         *     }
         */
        TotpSetup: {
            /** @description `otpauth://…`, for an app on the same device */
            uri: string;
            /** @description The seed in base 32, to be typed */
            secret: string;
            /** @description The URI as an image. It shows the seed */
            qr_svg: string;
        };
        /**
         * @example {
         *       "code": "123456"
         *     }
         */
        ConfirmTotp: {
            code: string;
        };
        /**
         * @example {
         *       "recovery_codes": [
         *         "3f9k-72mq-x4tp",
         *         "w8zc-5n1h-b6rd"
         *       ]
         *     }
         */
        ConfirmedTotp: {
            /** @description With the first second factor only */
            recovery_codes?: string[];
        };
        /**
         * @example {
         *       "email": "friend@gmail.com"
         *     }
         */
        ShareItem: {
            /** @description Compared without case; surrounding space is dropped */
            email: string;
        };
        /**
         * @description All members of the item: its owner, then the others, earliest first
         * @example [
         *       {
         *         "user_id": 1,
         *         "email": "test@gmail.com",
         *         "role": "owner"
         *       },
         *       {
         *         "user_id": 2,
         *         "email": "friend@gmail.com",
         *         "role": "member"
         *       }
         *     ]
         */
        ItemUsers: components["schemas"]["ItemUser"][];
        ItemUser: {
            user_id: number;
            email: string;
            /** @enum {string} */
            role: "owner" | "member";
        };
        /**
         * @example {
         *       "id": 6,
         *       "item_id": 1,
         *       "list_id": null,
         *       "title": "code",
         *       "email": "friend@gmail.com",
         *       "created_at": "2026-01-01T12:00:00.000Z",
         *       "expires_at": "2026-01-15T12:00:00.000Z",
         *       "token": "mJ0nVq3rT6yB9cF2hK5pS8uX1zA4dG7jL0oQ3tW6yB8",
         *       "link": "https://todo.example.com/invitation#token=mJ0nVq3rT6yB9cF2hK5pS8uX1zA4dG7jL0oQ3tW6yB8"
         *     }
         */
        NewInvitation: {
            id: number;
            item_id: number | null;
            list_id: number | null;
            title: string;
            email: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string;
            /** @description Of the link. Each user who has it may accept; it works once */
            token: string;
            /** @description Null if this installation has no public address */
            link: string | null;
        };
        /**
         * @example {
         *       "received": [
         *         {
         *           "id": 5,
         *           "to": "item",
         *           "title": "plan the party",
         *           "sender": {
         *             "user_id": 1,
         *             "email": "test@gmail.com"
         *           },
         *           "created_at": "2026-01-01T12:00:00.000Z",
         *           "expires_at": "2026-01-15T12:00:00.000Z"
         *         }
         *       ],
         *       "sent": [
         *         {
         *           "id": 6,
         *           "item_id": 1,
         *           "list_id": null,
         *           "title": "code",
         *           "email": "friend@gmail.com",
         *           "created_at": "2026-01-01T12:00:00.000Z",
         *           "expires_at": "2026-01-15T12:00:00.000Z"
         *         }
         *       ]
         *     }
         */
        Invitations: {
            received: components["schemas"]["ReceivedInvitation"][];
            /** @description Those that are not accepted */
            sent: components["schemas"]["SentInvitation"][];
        };
        /**
         * @example {
         *       "id": 5,
         *       "to": "item",
         *       "title": "plan the party",
         *       "sender": {
         *         "user_id": 1,
         *         "email": "test@gmail.com"
         *       },
         *       "created_at": "2026-01-01T12:00:00.000Z",
         *       "expires_at": "2026-01-15T12:00:00.000Z"
         *     }
         */
        ReceivedInvitation: {
            id: number;
            /** @enum {string} */
            to: "item" | "list";
            /** @description Of the item, or the name of the list */
            title: string;
            sender: {
                user_id: number;
                email: string;
            };
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string;
        };
        /**
         * @example {
         *       "id": 6,
         *       "item_id": 1,
         *       "list_id": null,
         *       "title": "code",
         *       "email": "friend@gmail.com",
         *       "created_at": "2026-01-01T12:00:00.000Z",
         *       "expires_at": "2026-01-15T12:00:00.000Z"
         *     }
         */
        SentInvitation: {
            id: number;
            item_id: number | null;
            list_id: number | null;
            title: string;
            email: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string;
        };
        /**
         * @example {
         *       "token": "mJ0nVq3rT6yB9cF2hK5pS8uX1zA4dG7jL0oQ3tW6yB8"
         *     }
         */
        FindInvitation: {
            /** @description Of the link. Each user who has it may accept; it works once */
            token: string;
        };
        /**
         * @example {
         *       "token": "mJ0nVq3rT6yB9cF2hK5pS8uX1zA4dG7jL0oQ3tW6yB8"
         *     }
         */
        AcceptInvitation: {
            /** @description Of the link. Each user who has it may accept; it works once */
            token?: string;
        };
        /**
         * @example {
         *       "item": null,
         *       "list": {
         *         "id": 3,
         *         "name": "work",
         *         "position": 0,
         *         "archived": false,
         *         "shared": true,
         *         "role": "member",
         *         "created_at": "2026-01-01T12:00:00.000Z"
         *       }
         *     }
         */
        AcceptedInvitation: {
            item: components["schemas"]["DetailedItem"] | null;
            list: components["schemas"]["List"] | null;
        };
        /**
         * @example {
         *       "id": 1,
         *       "title": "call Ada",
         *       "status": "PENDING",
         *       "notes": "",
         *       "priority": 2,
         *       "due": {
         *         "date": "2026-12-31"
         *       },
         *       "repeat": null,
         *       "labels": [
         *         "work"
         *       ],
         *       "created_at": "2026-01-01T12:00:00.000Z",
         *       "updated_at": null,
         *       "completed_at": null,
         *       "list_id": 3,
         *       "position": null,
         *       "remind": false,
         *       "role": "owner",
         *       "shared": false,
         *       "etag": "\"p7Zt1c0GmY3kXb9QwRfLs5\""
         *     }
         */
        DetailedItem: {
            id: number;
            title: string;
            /** @enum {string} */
            status: "PENDING" | "DONE";
            notes: string;
            priority: number;
            due: {
                date: string;
                time?: string;
                time_zone?: string;
            } | null;
            repeat: string | null;
            labels: string[];
            /** @description For `If-Match` */
            etag: string;
            /** @description `null` if the item is older than such times */
            created_at: string | null;
            /** @description Of the last change; `null` if there was none */
            updated_at: string | null;
            completed_at: string | null;
            /** @description One of your lists; `null` is the default list */
            list_id: number | null;
            /** @description Sorts the items of the list as text; `null` if it was never moved there: then last */
            position: string | null;
            /** @description Whether you get a mail at the due time */
            remind: boolean;
            /** @enum {string} */
            role: "owner" | "member";
            /** @description Whether others have it, too */
            shared: boolean;
        };
        /**
         * @example {
         *       "id": 3,
         *       "name": "work",
         *       "position": 0,
         *       "archived": false,
         *       "shared": false,
         *       "role": "owner",
         *       "created_at": "2026-01-01T12:00:00.000Z"
         *     }
         */
        List: {
            id: number;
            name: string;
            /** @description The place among your lists, from 0 */
            position: number;
            archived: boolean;
            /** @description Whether others have it, too */
            shared: boolean;
            /**
             * @description Only the owner shares a list
             * @enum {string}
             */
            role: "owner" | "member";
            /** Format: date-time */
            created_at: string;
        };
        /**
         * @example {
         *       "block": true
         *     }
         */
        DeclineInvitation: {
            /** @description Of the link. Each user who has it may accept; it works once */
            token?: string;
            /**
             * @description Hide all of the sender, too
             * @default false
             */
            block?: boolean;
        };
        /**
         * @example {
         *       "senders": [
         *         {
         *           "user_id": 1,
         *           "email": "test@gmail.com",
         *           "blocked": false
         *         }
         *       ]
         *     }
         */
        Senders: {
            senders: components["schemas"]["Sender"][];
        };
        /**
         * @example {
         *       "user_id": 1,
         *       "email": "test@gmail.com",
         *       "blocked": false
         *     }
         */
        Sender: {
            user_id: number;
            email: string;
            blocked: boolean;
        };
        /**
         * @example {
         *       "blocked": true
         *     }
         */
        PatchSender: {
            /** @enum {boolean} */
            blocked: true;
        };
        /**
         * @example {
         *       "title": "code",
         *       "status": "PENDING"
         *     }
         */
        CreateItem: {
            /** @description 1 to 255 characters after surrounding space is dropped, one of them visible, without control characters and overrides of the direction of writing */
            title: string;
            /** @description PENDING or DONE, in any case */
            status: string;
        };
        /**
         * @description The items of the caller, oldest first in each list
         * @example {
         *       "pending": [
         *         {
         *           "id": 1,
         *           "title": "code",
         *           "status": "PENDING"
         *         }
         *       ],
         *       "done": []
         *     }
         */
        AllItems: {
            pending: components["schemas"]["Item"][];
            done: components["schemas"]["Item"][];
        };
        Item: {
            id: number;
            title: string;
            /** @enum {string} */
            status: "PENDING" | "DONE";
        };
        /**
         * @example {
         *       "id": 1,
         *       "title": "code",
         *       "status": "DONE"
         *     }
         */
        ReplaceItem: {
            id: number;
            /** @description 1 to 255 characters after surrounding space is dropped, one of them visible, without control characters and overrides of the direction of writing */
            title: string;
            /** @description PENDING or DONE, in any case */
            status: string;
        };
        /**
         * @example {
         *       "id": 1,
         *       "status": "DONE"
         *     }
         */
        ChangeItem: {
            id: number;
            /** @description 1 to 255 characters after surrounding space is dropped, one of them visible, without control characters and overrides of the direction of writing */
            title?: string;
            /** @description PENDING or DONE, in any case */
            status?: string;
        } | unknown | unknown;
        /**
         * @example {
         *       "operations": [
         *         {
         *           "op": "create",
         *           "title": "call Ada"
         *         },
         *         {
         *           "op": "update",
         *           "id": 1,
         *           "if_match": "\"p7Zt1c0GmY3kXb9QwRfLs5\"",
         *           "status": "DONE"
         *         },
         *         {
         *           "op": "delete",
         *           "id": 2
         *         },
         *         {
         *           "op": "restore",
         *           "id": 3
         *         }
         *       ]
         *     }
         */
        Bulk: {
            /**
             * @description Whether all are done, or none if one is refused
             * @default false
             */
            atomic?: boolean;
            operations: (components["schemas"]["CreateOperation"] | components["schemas"]["UpdateOperation"] | components["schemas"]["DeleteOperation"] | components["schemas"]["RestoreOperation"])[];
        };
        /**
         * @example {
         *       "op": "create",
         *       "title": "call Ada",
         *       "priority": 2,
         *       "due": {
         *         "date": "2026-12-31"
         *       },
         *       "labels": [
         *         "work"
         *       ]
         *     }
         */
        CreateOperation: {
            /** @enum {string} */
            op: "create";
            /** @description 1 to 255 characters after surrounding space is dropped, one of them visible, without control characters and overrides of the direction of writing */
            title: string;
            /**
             * @default PENDING
             * @enum {string}
             */
            status?: "PENDING" | "DONE";
            /** @default  */
            notes?: string;
            /** @description 0 is none, 3 the highest */
            priority?: number;
            due?: components["schemas"]["Due"] | null;
            repeat?: string | null;
            labels?: string[];
            /**
             * Format: uuid
             * @description Your own id of the item. Sent again with the same contents, it makes no second item
             */
            client_id?: string;
            /**
             * @description One of your lists; `null` is the default list
             * @default null
             */
            list_id?: number | null;
            /**
             * @description Whether you get a mail at the due time; only with a time
             * @default false
             */
            remind?: boolean;
        };
        /**
         * @description A day, or a time of the clocks in a time zone
         * @example {
         *       "date": "2026-12-31",
         *       "time": "09:30",
         *       "time_zone": "Europe/Berlin"
         *     }
         */
        Due: {
            /** Format: date */
            date: string;
            time?: string;
            /** @example Europe/Berlin */
            time_zone?: string;
        };
        /**
         * @example {
         *       "op": "update",
         *       "id": 1,
         *       "if_match": "\"p7Zt1c0GmY3kXb9QwRfLs5\"",
         *       "status": "DONE"
         *     }
         */
        UpdateOperation: {
            /** @enum {string} */
            op: "update";
            id: number;
            /** @description The ETag of the item that you have seen, or `*` for any */
            if_match: string;
            /** @description 1 to 255 characters after surrounding space is dropped, one of them visible, without control characters and overrides of the direction of writing */
            title?: string;
            /** @enum {string} */
            status?: "PENDING" | "DONE";
            notes?: string;
            /** @description 0 is none, 3 the highest */
            priority?: number;
            due?: components["schemas"]["Due"] | null;
            repeat?: string | null;
            labels?: string[];
            /** @description One of your lists; `null` is the default list */
            list_id?: number | null;
            /** @description Whether you get a mail at the due time; only with a time */
            remind?: boolean;
        };
        /**
         * @example {
         *       "op": "delete",
         *       "id": 1,
         *       "if_match": "\"p7Zt1c0GmY3kXb9QwRfLs5\""
         *     }
         */
        DeleteOperation: {
            /** @enum {string} */
            op: "delete";
            id: number;
            /**
             * @description The ETag of the item that you have seen, or `*` for any
             * @default *
             */
            if_match?: string;
        };
        /**
         * @example {
         *       "op": "restore",
         *       "id": 1
         *     }
         */
        RestoreOperation: {
            /** @enum {string} */
            op: "restore";
            id: number;
        };
        /**
         * @example {
         *       "results": [
         *         {
         *           "status": 201,
         *           "id": 4,
         *           "etag": "\"p7Zt1c0GmY3kXb9QwRfLs5\""
         *         },
         *         {
         *           "status": 412,
         *           "id": 1,
         *           "etag": "\"p7Zt1c0GmY3kXb9QwRfLs5\"",
         *           "code": "item_changed",
         *           "title": "The item is not as you have seen it."
         *         },
         *         {
         *           "status": 204,
         *           "id": 2
         *         },
         *         {
         *           "status": 404,
         *           "code": "item_not_found",
         *           "title": "Item not found."
         *         }
         *       ]
         *     }
         */
        BulkResults: {
            /** @description In the order of the operations */
            results: components["schemas"]["OperationResult"][];
        };
        /**
         * @example {
         *       "status": 201,
         *       "id": 1,
         *       "etag": "\"p7Zt1c0GmY3kXb9QwRfLs5\""
         *     }
         */
        OperationResult: {
            /** @description That of the answer to a request with this operation alone */
            status: number;
            /** @description Of the item */
            id?: number;
            /** @description Of the item as it is now, if it is there */
            etag?: string;
            /** @description Why it was refused */
            code?: string;
            /** @description The meaning of the code */
            title?: string;
            /** @description Invalid fields */
            errors?: {
                /** @description The names down to the field, with dots */
                path: string;
                message: string;
                /**
                 * @description The JSON pointer (RFC 6901) of a field of the body, or the name of a parameter
                 * @example /due/time_zone
                 */
                pointer: string;
                /** @description A sentence for people */
                detail: string;
            }[];
        };
        /**
         * @example {
         *       "items": [
         *         {
         *           "id": 1,
         *           "title": "call Ada",
         *           "status": "PENDING",
         *           "notes": "",
         *           "priority": 2,
         *           "due": {
         *             "date": "2026-12-31"
         *           },
         *           "repeat": null,
         *           "labels": [
         *             "work"
         *           ],
         *           "created_at": "2026-01-01T12:00:00.000Z",
         *           "updated_at": null,
         *           "completed_at": null,
         *           "list_id": 3,
         *           "position": null,
         *           "remind": false,
         *           "role": "owner",
         *           "shared": false,
         *           "etag": "\"p7Zt1c0GmY3kXb9QwRfLs5\""
         *         }
         *       ],
         *       "next_cursor": null
         *     }
         */
        ItemsPage: {
            items: components["schemas"]["DetailedItem"][];
            next_cursor: string | null;
        };
        /**
         * @example {
         *       "title": "call Ada",
         *       "priority": 2,
         *       "due": {
         *         "date": "2026-12-31"
         *       },
         *       "labels": [
         *         "work"
         *       ]
         *     }
         */
        NewItem: {
            /** @description 1 to 255 characters after surrounding space is dropped, one of them visible, without control characters and overrides of the direction of writing */
            title: string;
            /**
             * @default PENDING
             * @enum {string}
             */
            status?: "PENDING" | "DONE";
            /** @default  */
            notes?: string;
            /** @description 0 is none, 3 the highest */
            priority?: number;
            due?: components["schemas"]["Due"] | null;
            repeat?: string | null;
            labels?: string[];
            /**
             * Format: uuid
             * @description Your own id of the item. Sent again with the same contents, it makes no second item
             */
            client_id?: string;
            /**
             * @description One of your lists; `null` is the default list
             * @default null
             */
            list_id?: number | null;
            /**
             * @description Whether you get a mail at the due time; only with a time
             * @default false
             */
            remind?: boolean;
        };
        /**
         * @example {
         *       "status": "DONE"
         *     }
         */
        PatchItem: {
            /** @description 1 to 255 characters after surrounding space is dropped, one of them visible, without control characters and overrides of the direction of writing */
            title?: string;
            /** @enum {string} */
            status?: "PENDING" | "DONE";
            notes?: string;
            /** @description 0 is none, 3 the highest */
            priority?: number;
            due?: components["schemas"]["Due"] | null;
            repeat?: string | null;
            labels?: string[];
            /** @description One of your lists; `null` is the default list */
            list_id?: number | null;
            /** @description Whether you get a mail at the due time; only with a time */
            remind?: boolean;
        };
        /**
         * @example {
         *       "items": [
         *         {
         *           "id": 1,
         *           "title": "call Ada",
         *           "status": "PENDING",
         *           "notes": "",
         *           "priority": 2,
         *           "due": {
         *             "date": "2026-12-31"
         *           },
         *           "repeat": null,
         *           "labels": [
         *             "work"
         *           ],
         *           "created_at": "2026-01-01T12:00:00.000Z",
         *           "updated_at": null,
         *           "completed_at": null,
         *           "deleted_at": "2026-01-02T12:00:00.000Z"
         *         }
         *       ],
         *       "next_cursor": null
         *     }
         */
        TrashPage: {
            items: components["schemas"]["TrashedItem"][];
            next_cursor: string | null;
        };
        /**
         * @example {
         *       "id": 1,
         *       "title": "call Ada",
         *       "status": "PENDING",
         *       "notes": "",
         *       "priority": 2,
         *       "due": {
         *         "date": "2026-12-31"
         *       },
         *       "repeat": null,
         *       "labels": [
         *         "work"
         *       ],
         *       "created_at": "2026-01-01T12:00:00.000Z",
         *       "updated_at": null,
         *       "completed_at": null,
         *       "deleted_at": "2026-01-02T12:00:00.000Z"
         *     }
         */
        TrashedItem: {
            id: number;
            title: string;
            /** @enum {string} */
            status: "PENDING" | "DONE";
            notes: string;
            priority: number;
            due: {
                date: string;
                time?: string;
                time_zone?: string;
            } | null;
            repeat: string | null;
            labels: string[];
            /** @description `null` if the item is older than such times */
            created_at: string | null;
            /** @description Of the last change; `null` if there was none */
            updated_at: string | null;
            completed_at: string | null;
            /** Format: date-time */
            deleted_at: string;
        };
        /**
         * @example {
         *       "lists": [
         *         {
         *           "id": 3,
         *           "name": "work",
         *           "position": 0,
         *           "archived": false,
         *           "shared": false,
         *           "role": "owner",
         *           "created_at": "2026-01-01T12:00:00.000Z"
         *         }
         *       ]
         *     }
         */
        Lists: {
            lists: components["schemas"]["List"][];
        };
        /**
         * @example {
         *       "name": "work"
         *     }
         */
        NewList: {
            /** @description 1 to 100 characters after surrounding space is dropped, one of them visible, without control characters and overrides of the direction of writing */
            name: string;
        };
        /**
         * @example {
         *       "archived": true
         *     }
         */
        PatchList: {
            /** @description 1 to 100 characters after surrounding space is dropped, one of them visible, without control characters and overrides of the direction of writing */
            name?: string;
            archived?: boolean;
            /** @description The new place among your lists, from 0; beyond the last one it is last */
            position?: number;
        };
        /**
         * @description All members of the list: its owner, then the others, earliest first
         * @example {
         *       "members": [
         *         {
         *           "user_id": 1,
         *           "email": "test@gmail.com",
         *           "role": "owner"
         *         }
         *       ]
         *     }
         */
        ListMembers: {
            members: components["schemas"]["ItemUser"][];
        };
        /**
         * @example {
         *       "after": 1
         *     }
         */
        MoveItem: {
            before?: number;
            after?: number;
        };
        /** @description An error (RFC 9457) */
        Problem: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "malformed_request" | "refused" | "malformed_json" | "validation_failed" | "caller_not_allowed" | "not_found" | "method_not_allowed" | "request_timeout" | "body_too_large" | "uri_too_long" | "unsupported_media_type" | "too_many_requests" | "headers_too_large" | "internal" | "database_unavailable" | "too_busy" | "unauthenticated" | "session_ended" | "session_required" | "scope_missing" | "admin_required" | "user_not_found" | "user_id_reused" | "session_store_unavailable" | "auth_unavailable" | "auth_answer_invalid" | "mail_not_found" | "template_unknown" | "template_data_invalid" | "mail_unavailable" | "mail_answer_invalid" | "password_guessable" | "invalid_credentials" | "proof_required" | "email_unverified" | "link_invalid" | "mails_off" | "links_off" | "session_not_found" | "email_taken" | "last_administrator" | "registration_closed" | "invitation_required" | "invitation_invalid" | "token_not_found" | "too_many_tokens" | "second_factor_required" | "second_factor_wrong" | "login_expired" | "passkey_refused" | "passkey_copied" | "proof_incomplete" | "recent_proof_required" | "totp_not_found" | "passkey_not_found" | "passkey_invalid" | "passkey_registered" | "too_many_passkeys" | "no_second_factor" | "last_way_in" | "passkeys_off" | "cursor_unknown" | "owner_required" | "item_not_found" | "list_not_found" | "connection_not_found" | "invitation_not_found" | "sender_not_found" | "already_shared" | "item_limit_reached" | "client_id_used" | "idempotency_key_in_use" | "item_gone" | "list_limit_reached" | "list_not_empty" | "item_changed" | "idempotency_key_reused" | "if_match_required" | "title_limit_reached" | "share_limit_reached" | "invitation_limit_reached" | "member_limit_reached" | "database_required" | "too_many_streams" | "store_unavailable";
            request_id: string;
            scope?: string;
            challenge?: string;
            current?: {
                [key: string]: unknown;
            };
            operation?: number;
            errors?: {
                /** @description The names down to the field, with dots */
                path: string;
                message: string;
                /**
                 * @description The JSON pointer (RFC 6901) of a field of the body, or the name of a parameter
                 * @example /due/time_zone
                 */
                pointer: string;
                /** @description A sentence for people */
                detail: string;
            }[];
        };
    };
    responses: {
        /** @description malformed_request: The request cannot be understood. */
        malformed_request: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description method_not_allowed: This address does not allow this method. */
        method_not_allowed: {
            headers: {
                /** @description The allowed methods */
                Allow: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description request_timeout: The request took too long to arrive. */
        request_timeout: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description uri_too_long: The address is longer than this server allows. */
        uri_too_long: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description too_many_requests: Too many requests. Try again later. */
        too_many_requests: {
            headers: {
                /** @description Seconds to wait before the next try */
                "Retry-After": number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description headers_too_large: The headers are larger than this server allows. */
        headers_too_large: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description internal: Something went wrong on our side. */
        internal: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description too_busy: The server is too busy. Try again shortly. */
        too_busy: {
            headers: {
                /** @description Seconds to wait before the next try */
                "Retry-After": number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description body_too_large: The body is larger than this server allows. */
        body_too_large: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description unsupported_media_type: Send the body as application/json. */
        unsupported_media_type: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. */
        malformed_request_or_malformed_json: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    writeItems: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name of this request, such as a UUID in double quotes. Sent again within 24 hours, the request has no second effect, and the answer has what was written as it is now */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Bulk"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkResults"];
                };
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description scope_missing: The access token lacks a scope. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description item_not_found: Item not found. list_not_found: List not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description client_id_used: Another item has this client_id. idempotency_key_in_use: A request with this Idempotency-Key is under way. item_limit_reached: You have reached the maximum number of items. member_limit_reached: It has reached its maximum number of members. share_limit_reached: No more items can be shared with this user. title_limit_reached: The titles of the owner’s items have reached their maximum total size. user_id_reused: What is stored under your id belongs to an earlier user. Ask the operator. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description item_gone: What the first request has written is there no more. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description item_changed: The item is not as you have seen it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            /** @description idempotency_key_reused: The Idempotency-Key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description database_required: This needs a database, and items are in a JSON file here. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description too_busy: The server is too busy. Try again shortly. auth_answer_invalid: The auth service returned an invalid response. Try again shortly. auth_unavailable: The auth service is unavailable. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. store_unavailable: The store cannot be written. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listItems: {
        parameters: {
            query?: {
                limit?: number;
                /** @description The `next_cursor` of the answer before, to the same query */
                cursor?: string;
                status?: "PENDING" | "DONE";
                /** @description 1 to 50 characters after surrounding space is dropped, one of them visible, without control characters and overrides of the direction of writing */
                label?: string;
                /** @description The id of one of your lists, or `default` */
                list?: ("default" | number) & ("default" | number);
                /** @description Due on this day or later */
                due_from?: string;
                /** @description Due on this day or earlier */
                due_to?: string;
                /** @description Words of the title, notes or labels, or how they begin, in any case */
                text?: string;
                /** @description With `-` in reverse. Items without a due date, or a position, are last */
                sort?: "created" | "-created" | "updated" | "-updated" | "due" | "-due" | "title" | "-title" | "priority" | "-priority" | "position" | "-position";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemsPage"];
                };
            };
            /** @description malformed_request: The request cannot be understood. cursor_unknown: The cursor is not known here. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description scope_missing: The access token lacks a scope. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description list_not_found: List not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description user_id_reused: What is stored under your id belongs to an earlier user. Ask the operator. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            414: components["responses"]["uri_too_long"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description database_required: This needs a database, and items are in a JSON file here. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description too_busy: The server is too busy. Try again shortly. auth_answer_invalid: The auth service returned an invalid response. Try again shortly. auth_unavailable: The auth service is unavailable. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createItem: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name of this request, such as a UUID in double quotes. Sent again within 24 hours, the request has no second effect, and the answer has what was written as it is now */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewItem"];
            };
        };
        responses: {
            200: {
                headers: {
                    /** @description Names these contents of the item; for `If-Match` */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DetailedItem"];
                };
            };
            201: {
                headers: {
                    /** @description Names these contents of the item; for `If-Match` */
                    ETag: string;
                    /** @description The path of the item */
                    Location: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DetailedItem"];
                };
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description scope_missing: The access token lacks a scope. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description list_not_found: List not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description client_id_used: Another item has this client_id. idempotency_key_in_use: A request with this Idempotency-Key is under way. item_limit_reached: You have reached the maximum number of items. member_limit_reached: It has reached its maximum number of members. share_limit_reached: No more items can be shared with this user. title_limit_reached: The titles of the owner’s items have reached their maximum total size. user_id_reused: What is stored under your id belongs to an earlier user. Ask the operator. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description item_gone: What the first request has written is there no more. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            /** @description idempotency_key_reused: The Idempotency-Key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description database_required: This needs a database, and items are in a JSON file here. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description too_busy: The server is too busy. Try again shortly. auth_answer_invalid: The auth service returned an invalid response. Try again shortly. auth_unavailable: The auth service is unavailable. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getItem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of one of your items */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description Names these contents of the item; for `If-Match` */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DetailedItem"];
                };
            };
            /** @description malformed_request: The request cannot be understood. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description scope_missing: The access token lacks a scope. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description item_not_found: Item not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description user_id_reused: What is stored under your id belongs to an earlier user. Ask the operator. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            414: components["responses"]["uri_too_long"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description too_busy: The server is too busy. Try again shortly. auth_answer_invalid: The auth service returned an invalid response. Try again shortly. auth_unavailable: The auth service is unavailable. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteItem: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name of this request, such as a UUID in double quotes. Sent again within 24 hours, the request has no second effect, and the answer has what was written as it is now */
                "Idempotency-Key"?: string;
                /** @description The ETag of the item that you have seen: another one is not deleted */
                "If-Match"?: string;
            };
            path: {
                /** @description The id of one of your items */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description scope_missing: The access token lacks a scope. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description item_not_found: Item not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description idempotency_key_in_use: A request with this Idempotency-Key is under way. user_id_reused: What is stored under your id belongs to an earlier user. Ask the operator. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description item_changed: The item is not as you have seen it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            /** @description idempotency_key_reused: The Idempotency-Key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description database_required: This needs a database, and items are in a JSON file here. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description too_busy: The server is too busy. Try again shortly. auth_answer_invalid: The auth service returned an invalid response. Try again shortly. auth_unavailable: The auth service is unavailable. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. store_unavailable: The store cannot be written. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateItem: {
        parameters: {
            query?: never;
            header: {
                /** @description Your own name of this request, such as a UUID in double quotes. Sent again within 24 hours, the request has no second effect, and the answer has what was written as it is now */
                "Idempotency-Key"?: string;
                /** @description The ETag of the item that you have seen, or `*` to change it in any case */
                "If-Match": string;
            };
            path: {
                /** @description The id of one of your items */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PatchItem"];
            };
        };
        responses: {
            200: {
                headers: {
                    /** @description Names these contents of the item; for `If-Match` */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DetailedItem"];
                };
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description scope_missing: The access token lacks a scope. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description item_not_found: Item not found. list_not_found: List not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description idempotency_key_in_use: A request with this Idempotency-Key is under way. item_limit_reached: You have reached the maximum number of items. member_limit_reached: It has reached its maximum number of members. share_limit_reached: No more items can be shared with this user. title_limit_reached: The titles of the owner’s items have reached their maximum total size. user_id_reused: What is stored under your id belongs to an earlier user. Ask the operator. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description item_gone: What the first request has written is there no more. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description item_changed: The item is not as you have seen it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            /** @description idempotency_key_reused: The Idempotency-Key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description if_match_required: The header If-Match is required. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description database_required: This needs a database, and items are in a JSON file here. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description too_busy: The server is too busy. Try again shortly. auth_answer_invalid: The auth service returned an invalid response. Try again shortly. auth_unavailable: The auth service is unavailable. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. store_unavailable: The store cannot be written. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restoreItem: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name of this request, such as a UUID in double quotes. Sent again within 24 hours, the request has no second effect, and the answer has what was written as it is now */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of an item in your trash */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description Names these contents of the item; for `If-Match` */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DetailedItem"];
                };
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description scope_missing: The access token lacks a scope. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description item_not_found: Item not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description idempotency_key_in_use: A request with this Idempotency-Key is under way. member_limit_reached: It has reached its maximum number of members. share_limit_reached: No more items can be shared with this user. user_id_reused: What is stored under your id belongs to an earlier user. Ask the operator. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description item_gone: What the first request has written is there no more. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            /** @description idempotency_key_reused: The Idempotency-Key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description database_required: This needs a database, and items are in a JSON file here. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description too_busy: The server is too busy. Try again shortly. auth_answer_invalid: The auth service returned an invalid response. Try again shortly. auth_unavailable: The auth service is unavailable. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    followItems: {
        parameters: {
            query?: never;
            header?: {
                /** @description The id of the last event that the client has, or the ETag of its list without quotes */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A stream; the schema describes an event */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": {
                        /** @description The tag of the list, for `Last-Event-ID` */
                        id?: string;
                        /** @enum {string} */
                        event: "list" | "current" | "created" | "changed" | "shared" | "left" | "deleted" | "lists";
                        data: string;
                    };
                };
            };
            400: components["responses"]["malformed_request"];
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description scope_missing: The access token lacks a scope. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description user_id_reused: What is stored under your id belongs to an earlier user. Ask the operator. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            414: components["responses"]["uri_too_long"];
            /** @description too_many_requests: Too many requests. Try again later. too_many_streams: Too many streams of this user are open. */
            429: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description too_busy: The server is too busy. Try again shortly. auth_answer_invalid: The auth service returned an invalid response. Try again shortly. auth_unavailable: The auth service is unavailable. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listLists: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lists"];
                };
            };
            400: components["responses"]["malformed_request"];
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description scope_missing: The access token lacks a scope. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description user_id_reused: What is stored under your id belongs to an earlier user. Ask the operator. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            414: components["responses"]["uri_too_long"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description database_required: This needs a database, and items are in a JSON file here. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description too_busy: The server is too busy. Try again shortly. auth_answer_invalid: The auth service returned an invalid response. Try again shortly. auth_unavailable: The auth service is unavailable. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createList: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name of this request, such as a UUID in double quotes. Sent again within 24 hours, the request has no second effect, and the answer has what was written as it is now */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewList"];
            };
        };
        responses: {
            201: {
                headers: {
                    /** @description The path of the list */
                    Location: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List"];
                };
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description scope_missing: The access token lacks a scope. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description idempotency_key_in_use: A request with this Idempotency-Key is under way. list_limit_reached: You have reached the maximum number of lists. user_id_reused: What is stored under your id belongs to an earlier user. Ask the operator. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description item_gone: What the first request has written is there no more. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            /** @description idempotency_key_reused: The Idempotency-Key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description database_required: This needs a database, and items are in a JSON file here. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description too_busy: The server is too busy. Try again shortly. auth_answer_invalid: The auth service returned an invalid response. Try again shortly. auth_unavailable: The auth service is unavailable. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of one of your lists */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List"];
                };
            };
            /** @description malformed_request: The request cannot be understood. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description scope_missing: The access token lacks a scope. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description list_not_found: List not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description user_id_reused: What is stored under your id belongs to an earlier user. Ask the operator. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            414: components["responses"]["uri_too_long"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description database_required: This needs a database, and items are in a JSON file here. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description too_busy: The server is too busy. Try again shortly. auth_answer_invalid: The auth service returned an invalid response. Try again shortly. auth_unavailable: The auth service is unavailable. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteList: {
        parameters: {
            query?: {
                /** @description Items that are in the list move to the default list */
                items?: "move";
            };
            header?: {
                /** @description Your own name of this request, such as a UUID in double quotes. Sent again within 24 hours, the request has no second effect, and the answer has what was written as it is now */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of one of your lists */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description scope_missing: The access token lacks a scope. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description list_not_found: List not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description idempotency_key_in_use: A request with this Idempotency-Key is under way. list_not_empty: The list has items. user_id_reused: What is stored under your id belongs to an earlier user. Ask the operator. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            /** @description idempotency_key_reused: The Idempotency-Key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description database_required: This needs a database, and items are in a JSON file here. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description too_busy: The server is too busy. Try again shortly. auth_answer_invalid: The auth service returned an invalid response. Try again shortly. auth_unavailable: The auth service is unavailable. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateList: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name of this request, such as a UUID in double quotes. Sent again within 24 hours, the request has no second effect, and the answer has what was written as it is now */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of one of your lists */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PatchList"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List"];
                };
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description scope_missing: The access token lacks a scope. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description list_not_found: List not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description idempotency_key_in_use: A request with this Idempotency-Key is under way. user_id_reused: What is stored under your id belongs to an earlier user. Ask the operator. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description item_gone: What the first request has written is there no more. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            /** @description idempotency_key_reused: The Idempotency-Key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description database_required: This needs a database, and items are in a JSON file here. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description too_busy: The server is too busy. Try again shortly. auth_answer_invalid: The auth service returned an invalid response. Try again shortly. auth_unavailable: The auth service is unavailable. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listListMembers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of one of your lists */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListMembers"];
                };
            };
            /** @description malformed_request: The request cannot be understood. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description scope_missing: The access token lacks a scope. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description list_not_found: List not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description user_id_reused: What is stored under your id belongs to an earlier user. Ask the operator. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            414: components["responses"]["uri_too_long"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description database_required: This needs a database, and items are in a JSON file here. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description too_busy: The server is too busy. Try again shortly. auth_answer_invalid: The auth service returned an invalid response. Try again shortly. auth_unavailable: The auth service is unavailable. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createListMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of one of your lists */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShareItem"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListMembers"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewInvitation"];
                };
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description owner_required: Only the owner may do this. scope_missing: The access token lacks a scope. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description list_not_found: List not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description already_shared: It is already shared with this user. invitation_limit_reached: You have made the maximum number of invitations for today. member_limit_reached: It has reached its maximum number of members. share_limit_reached: No more items can be shared with this user. user_id_reused: What is stored under your id belongs to an earlier user. Ask the operator. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description database_required: This needs a database, and items are in a JSON file here. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description too_busy: The server is too busy. Try again shortly. auth_answer_invalid: The auth service returned an invalid response. Try again shortly. auth_unavailable: The auth service is unavailable. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteListMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of one of your lists */
                id: number;
                /** @description `me`, or a member of a list that you own */
                user_id: "me" | number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The members now, as far as you may see them: none, if you have left */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListMembers"];
                };
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description owner_required: Only the owner may do this. scope_missing: The access token lacks a scope. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description connection_not_found: It is not shared with this user. list_not_found: List not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description user_id_reused: What is stored under your id belongs to an earlier user. Ask the operator. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description database_required: This needs a database, and items are in a JSON file here. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description too_busy: The server is too busy. Try again shortly. auth_answer_invalid: The auth service returned an invalid response. Try again shortly. auth_unavailable: The auth service is unavailable. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    moveItem: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name of this request, such as a UUID in double quotes. Sent again within 24 hours, the request has no second effect, and the answer has what was written as it is now */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of one of your items */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MoveItem"];
            };
        };
        responses: {
            200: {
                headers: {
                    /** @description Names these contents of the item; for `If-Match` */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DetailedItem"];
                };
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description scope_missing: The access token lacks a scope. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description item_not_found: Item not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description idempotency_key_in_use: A request with this Idempotency-Key is under way. member_limit_reached: It has reached its maximum number of members. share_limit_reached: No more items can be shared with this user. user_id_reused: What is stored under your id belongs to an earlier user. Ask the operator. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description item_gone: What the first request has written is there no more. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            /** @description idempotency_key_reused: The Idempotency-Key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description database_required: This needs a database, and items are in a JSON file here. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description too_busy: The server is too busy. Try again shortly. auth_answer_invalid: The auth service returned an invalid response. Try again shortly. auth_unavailable: The auth service is unavailable. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTrashedItems: {
        parameters: {
            query?: {
                limit?: number;
                /** @description The `next_cursor` of the answer before, to the same query */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrashPage"];
                };
            };
            /** @description malformed_request: The request cannot be understood. cursor_unknown: The cursor is not known here. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description scope_missing: The access token lacks a scope. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description user_id_reused: What is stored under your id belongs to an earlier user. Ask the operator. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            414: components["responses"]["uri_too_long"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description database_required: This needs a database, and items are in a JSON file here. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description too_busy: The server is too busy. Try again shortly. auth_answer_invalid: The auth service returned an invalid response. Try again shortly. auth_unavailable: The auth service is unavailable. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteTrashedItems: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name of this request, such as a UUID in double quotes. Sent again within 24 hours, the request has no second effect, and the answer has what was written as it is now */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["malformed_request_or_malformed_json"];
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description scope_missing: The access token lacks a scope. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description idempotency_key_in_use: A request with this Idempotency-Key is under way. user_id_reused: What is stored under your id belongs to an earlier user. Ask the operator. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            /** @description idempotency_key_reused: The Idempotency-Key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description database_required: This needs a database, and items are in a JSON file here. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description too_busy: The server is too busy. Try again shortly. auth_answer_invalid: The auth service returned an invalid response. Try again shortly. auth_unavailable: The auth service is unavailable. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteTrashedItem: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name of this request, such as a UUID in double quotes. Sent again within 24 hours, the request has no second effect, and the answer has what was written as it is now */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of an item in your trash */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description scope_missing: The access token lacks a scope. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description item_not_found: Item not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description idempotency_key_in_use: A request with this Idempotency-Key is under way. user_id_reused: What is stored under your id belongs to an earlier user. Ask the operator. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            /** @description idempotency_key_reused: The Idempotency-Key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description database_required: This needs a database, and items are in a JSON file here. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description too_busy: The server is too busy. Try again shortly. auth_answer_invalid: The auth service returned an invalid response. Try again shortly. auth_unavailable: The auth service is unavailable. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listItemUsers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of one of your items */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemUsers"];
                };
            };
            /** @description malformed_request: The request cannot be understood. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description scope_missing: The access token lacks a scope. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description item_not_found: Item not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description user_id_reused: What is stored under your id belongs to an earlier user. Ask the operator. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            414: components["responses"]["uri_too_long"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description too_busy: The server is too busy. Try again shortly. auth_answer_invalid: The auth service returned an invalid response. Try again shortly. auth_unavailable: The auth service is unavailable. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. store_unavailable: The store cannot be written. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createItemUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of one of your items */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShareItem"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemUsers"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewInvitation"];
                };
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description owner_required: Only the owner may do this. scope_missing: The access token lacks a scope. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description item_not_found: Item not found. user_not_found: There is no such user. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description already_shared: It is already shared with this user. invitation_limit_reached: You have made the maximum number of invitations for today. member_limit_reached: It has reached its maximum number of members. share_limit_reached: No more items can be shared with this user. user_id_reused: What is stored under your id belongs to an earlier user. Ask the operator. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description too_busy: The server is too busy. Try again shortly. auth_answer_invalid: The auth service returned an invalid response. Try again shortly. auth_unavailable: The auth service is unavailable. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. store_unavailable: The store cannot be written. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteItemUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of one of your items */
                id: number;
                /** @description You, or a member of an item that you own */
                user_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The members now, as far as you may see them: none, if you have left */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemUsers"];
                };
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description owner_required: Only the owner may do this. scope_missing: The access token lacks a scope. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description connection_not_found: It is not shared with this user. item_not_found: Item not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description user_id_reused: What is stored under your id belongs to an earlier user. Ask the operator. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description too_busy: The server is too busy. Try again shortly. auth_answer_invalid: The auth service returned an invalid response. Try again shortly. auth_unavailable: The auth service is unavailable. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. store_unavailable: The store cannot be written. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listInvitations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitations"];
                };
            };
            400: components["responses"]["malformed_request"];
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description scope_missing: The access token lacks a scope. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description user_id_reused: What is stored under your id belongs to an earlier user. Ask the operator. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            414: components["responses"]["uri_too_long"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description database_required: This needs a database, and items are in a JSON file here. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description too_busy: The server is too busy. Try again shortly. auth_answer_invalid: The auth service returned an invalid response. Try again shortly. auth_unavailable: The auth service is unavailable. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    findInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FindInvitation"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceivedInvitation"];
                };
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description scope_missing: The access token lacks a scope. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invitation_not_found: Invitation not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description user_id_reused: What is stored under your id belongs to an earlier user. Ask the operator. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description database_required: This needs a database, and items are in a JSON file here. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description too_busy: The server is too busy. Try again shortly. auth_answer_invalid: The auth service returned an invalid response. Try again shortly. auth_unavailable: The auth service is unavailable. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an invitation that you have sent */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description scope_missing: The access token lacks a scope. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invitation_not_found: Invitation not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description user_id_reused: What is stored under your id belongs to an earlier user. Ask the operator. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description database_required: This needs a database, and items are in a JSON file here. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description too_busy: The server is too busy. Try again shortly. auth_answer_invalid: The auth service returned an invalid response. Try again shortly. auth_unavailable: The auth service is unavailable. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acceptInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an invitation for you */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptInvitation"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcceptedInvitation"];
                };
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description scope_missing: The access token lacks a scope. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invitation_not_found: Invitation not found. item_not_found: Item not found. list_not_found: List not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description already_shared: It is already shared with this user. list_limit_reached: You have reached the maximum number of lists. member_limit_reached: It has reached its maximum number of members. share_limit_reached: No more items can be shared with this user. user_id_reused: What is stored under your id belongs to an earlier user. Ask the operator. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description database_required: This needs a database, and items are in a JSON file here. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description too_busy: The server is too busy. Try again shortly. auth_answer_invalid: The auth service returned an invalid response. Try again shortly. auth_unavailable: The auth service is unavailable. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    declineInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an invitation for you */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeclineInvitation"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description scope_missing: The access token lacks a scope. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invitation_not_found: Invitation not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description user_id_reused: What is stored under your id belongs to an earlier user. Ask the operator. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description database_required: This needs a database, and items are in a JSON file here. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description too_busy: The server is too busy. Try again shortly. auth_answer_invalid: The auth service returned an invalid response. Try again shortly. auth_unavailable: The auth service is unavailable. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSenders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Senders"];
                };
            };
            400: components["responses"]["malformed_request"];
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description scope_missing: The access token lacks a scope. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description user_id_reused: What is stored under your id belongs to an earlier user. Ask the operator. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            414: components["responses"]["uri_too_long"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description database_required: This needs a database, and items are in a JSON file here. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description too_busy: The server is too busy. Try again shortly. auth_answer_invalid: The auth service returned an invalid response. Try again shortly. auth_unavailable: The auth service is unavailable. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSender: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of one of your senders */
                user_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description scope_missing: The access token lacks a scope. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description sender_not_found: This user is not one of your senders. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description user_id_reused: What is stored under your id belongs to an earlier user. Ask the operator. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description database_required: This needs a database, and items are in a JSON file here. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description too_busy: The server is too busy. Try again shortly. auth_answer_invalid: The auth service returned an invalid response. Try again shortly. auth_unavailable: The auth service is unavailable. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateSender: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of one of your senders */
                user_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PatchSender"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description scope_missing: The access token lacks a scope. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description sender_not_found: This user is not one of your senders. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description user_id_reused: What is stored under your id belongs to an earlier user. Ask the operator. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description database_required: This needs a database, and items are in a JSON file here. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description too_busy: The server is too busy. Try again shortly. auth_answer_invalid: The auth service returned an invalid response. Try again shortly. auth_unavailable: The auth service is unavailable. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createItemV1: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateItem"];
            };
        };
        responses: {
            201: {
                headers: {
                    /** @description Names these contents of the list; for `If-None-Match` */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AllItems"];
                };
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description scope_missing: The access token lacks a scope. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description item_limit_reached: You have reached the maximum number of items. title_limit_reached: The titles of the owner’s items have reached their maximum total size. user_id_reused: What is stored under your id belongs to an earlier user. Ask the operator. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description too_busy: The server is too busy. Try again shortly. auth_answer_invalid: The auth service returned an invalid response. Try again shortly. auth_unavailable: The auth service is unavailable. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. store_unavailable: The store cannot be written. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listItemsV1: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the list that the client has */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description Names these contents of the list; for `If-None-Match` */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AllItems"];
                };
            };
            /** @description The client has the present list */
            304: {
                headers: {
                    /** @description Names these contents of the list; for `If-None-Match` */
                    ETag: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["malformed_request"];
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description scope_missing: The access token lacks a scope. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description user_id_reused: What is stored under your id belongs to an earlier user. Ask the operator. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            414: components["responses"]["uri_too_long"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description too_busy: The server is too busy. Try again shortly. auth_answer_invalid: The auth service returned an invalid response. Try again shortly. auth_unavailable: The auth service is unavailable. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. store_unavailable: The store cannot be written. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replaceItemV1: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplaceItem"];
            };
        };
        responses: {
            200: {
                headers: {
                    /** @description Names these contents of the list; for `If-None-Match` */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AllItems"];
                };
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description scope_missing: The access token lacks a scope. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description item_not_found: Item not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description item_limit_reached: You have reached the maximum number of items. share_limit_reached: No more items can be shared with this user. title_limit_reached: The titles of the owner’s items have reached their maximum total size. user_id_reused: What is stored under your id belongs to an earlier user. Ask the operator. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description too_busy: The server is too busy. Try again shortly. auth_answer_invalid: The auth service returned an invalid response. Try again shortly. auth_unavailable: The auth service is unavailable. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. store_unavailable: The store cannot be written. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateItemV1: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeItem"];
            };
        };
        responses: {
            200: {
                headers: {
                    /** @description Names these contents of the list; for `If-None-Match` */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AllItems"];
                };
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description scope_missing: The access token lacks a scope. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description item_not_found: Item not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description item_limit_reached: You have reached the maximum number of items. share_limit_reached: No more items can be shared with this user. title_limit_reached: The titles of the owner’s items have reached their maximum total size. user_id_reused: What is stored under your id belongs to an earlier user. Ask the operator. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description too_busy: The server is too busy. Try again shortly. auth_answer_invalid: The auth service returned an invalid response. Try again shortly. auth_unavailable: The auth service is unavailable. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. store_unavailable: The store cannot be written. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteItemV1: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The exact title, percent-encoded */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description Names these contents of the list; for `If-None-Match` */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AllItems"];
                };
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description scope_missing: The access token lacks a scope. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description item_not_found: Item not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description user_id_reused: What is stored under your id belongs to an earlier user. Ask the operator. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description too_busy: The server is too busy. Try again shortly. auth_answer_invalid: The auth service returned an invalid response. Try again shortly. auth_unavailable: The auth service is unavailable. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. store_unavailable: The store cannot be written. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replacePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePassword"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. password_guessable: The password is easy to guess. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_credentials: The email or the password is wrong. session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_required: An access token cannot do this. Log in. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            /** @description too_many_requests: Too many requests. Try again later. */
            429: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. too_busy: The server is too busy. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deletePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["malformed_request_or_malformed_json"];
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description recent_proof_required: Prove again who you are. session_required: An access token cannot do this. Log in. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description last_way_in: This is the last way to log in. Add another one first. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description too_busy: The server is too busy. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            400: components["responses"]["malformed_request"];
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_required: An access token cannot do this. Log in. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description user_not_found: There is no such user. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            414: components["responses"]["uri_too_long"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description too_busy: The server is too busy. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["malformed_request_or_malformed_json"];
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description recent_proof_required: Prove again who you are. session_required: An access token cannot do this. Log in. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description last_administrator: This is the last administrator. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description too_busy: The server is too busy. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeAccount"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_required: An access token cannot do this. Log in. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description user_not_found: There is no such user. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            /** @description too_many_requests: Too many requests. Try again later. */
            429: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description too_busy: The server is too busy. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAccountAudit: {
        parameters: {
            query?: {
                limit?: number;
                /** @description The `next_cursor` of the answer before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Audit"];
                };
            };
            /** @description malformed_request: The request cannot be understood. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_required: An access token cannot do this. Log in. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            414: components["responses"]["uri_too_long"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description too_busy: The server is too busy. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountSessions"];
                };
            };
            400: components["responses"]["malformed_request"];
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_required: An access token cannot do this. Log in. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            414: components["responses"]["uri_too_long"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description too_busy: The server is too busy. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateSession"];
            };
        };
        responses: {
            201: {
                headers: {
                    "Set-Cookie": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedSession"];
                };
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_credentials: The email or the password is wrong. login_expired: This login has expired. Begin again. passkey_copied: This passkey may have been copied. Log in in another way, and remove it. passkey_refused: This passkey is not accepted. second_factor_required: The account has a second factor. Send it with the challenge. second_factor_wrong: The code is wrong, or was used already. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description email_unverified: Confirm your email address first: open the link in the mail. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            /** @description too_many_requests: Too many requests. Try again later. */
            429: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description passkeys_off: Passkeys need an address with a name and HTTPS, or localhost. This one has not. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. too_busy: The server is too busy. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSessions: {
        parameters: {
            query?: {
                /** @description Ends all others only */
                keep?: "current";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_required: An access token cannot do this. Log in. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description too_busy: The server is too busy. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createLoginPasskeyOptions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoginPasskeyOptions"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyOptions"];
                };
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description login_expired: This login has expired. Begin again. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description passkey_not_found: There is no such passkey. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description passkeys_off: Passkeys need an address with a name and HTTPS, or localhost. This one has not. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description too_busy: The server is too busy. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_required: An access token cannot do this. Log in. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_not_found: There is no such session. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description too_busy: The server is too busy. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createPasswordReset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RequestPasswordReset"];
            };
        };
        responses: {
            /** @description If there is such an account, a mail is sent to it */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            /** @description too_many_requests: Too many requests. Try again later. */
            429: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description mails_off: This installation sends no mails. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database_unavailable: The database is unavailable. Try again shortly. too_busy: The server is too busy. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    completePasswordReset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompletePasswordReset"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. password_guessable: The password is easy to guess. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description link_invalid: The link was used already, or has expired. Ask for a new one. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            /** @description too_many_requests: Too many requests. Try again later. */
            429: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description database_unavailable: The database is unavailable. Try again shortly. too_busy: The server is too busy. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createEmailConfirmation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RequestEmailConfirmation"];
            };
        };
        responses: {
            /** @description If it is to be confirmed, a mail is sent to it */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            /** @description too_many_requests: Too many requests. Try again later. */
            429: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description mails_off: This installation sends no mails. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database_unavailable: The database is unavailable. Try again shortly. too_busy: The server is too busy. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    completeEmailConfirmation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompleteEmailConfirmation"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. password_guessable: The password is easy to guess. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_credentials: The email or the password is wrong. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description email_unverified: Confirm your email address first: open the link in the mail. proof_required: Show that the account is yours: log in, or send the password. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description email_taken: This email is already registered. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description link_invalid: The link was used already, or has expired. Ask for a new one. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            /** @description too_many_requests: Too many requests. Try again later. */
            429: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description database_unavailable: The database is unavailable. Try again shortly. too_busy: The server is too busy. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    undoEmailChange: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UndoEmailChange"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description email_taken: This email is already registered. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description link_invalid: The link was used already, or has expired. Ask for a new one. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            /** @description too_many_requests: Too many requests. Try again later. */
            429: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description database_unavailable: The database is unavailable. Try again shortly. too_busy: The server is too busy. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replaceEmail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeEmail"];
            };
        };
        responses: {
            /** @description The account keeps its email until the link is used */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_credentials: The email or the password is wrong. session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description email_unverified: Confirm your email address first: open the link in the mail. recent_proof_required: Prove again who you are. session_required: An access token cannot do this. Log in. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            /** @description too_many_requests: Too many requests. Try again later. */
            429: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description mails_off: This installation sends no mails. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. too_busy: The server is too busy. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFactors: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Factors"];
                };
            };
            400: components["responses"]["malformed_request"];
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_required: An access token cannot do this. Log in. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            414: components["responses"]["uri_too_long"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description too_busy: The server is too busy. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createRecoveryCodes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            400: components["responses"]["malformed_request_or_malformed_json"];
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description recent_proof_required: Prove again who you are. session_required: An access token cannot do this. Log in. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description no_second_factor: The account has no second factor. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            /** @description too_many_requests: Too many requests. Try again later. */
            429: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description too_busy: The server is too busy. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createPasskeyOptions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyOptions"];
                };
            };
            400: components["responses"]["malformed_request_or_malformed_json"];
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description recent_proof_required: Prove again who you are. session_required: An access token cannot do this. Log in. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description passkeys_off: Passkeys need an address with a name and HTTPS, or localhost. This one has not. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description too_busy: The server is too busy. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPasskeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Passkeys"];
                };
            };
            400: components["responses"]["malformed_request"];
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_required: An access token cannot do this. Log in. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            414: components["responses"]["uri_too_long"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description too_busy: The server is too busy. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createPasskey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddPasskey"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddedPasskey"];
                };
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. passkey_invalid: The passkey could not be registered. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description recent_proof_required: Prove again who you are. session_required: An access token cannot do this. Log in. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description passkey_registered: This passkey is registered already. too_many_passkeys: You have 20 passkeys, which is the most. Remove one first. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            /** @description too_many_requests: Too many requests. Try again later. */
            429: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description passkeys_off: Passkeys need an address with a name and HTTPS, or localhost. This one has not. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description too_busy: The server is too busy. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deletePasskey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description recent_proof_required: Prove again who you are. session_required: An access token cannot do this. Log in. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description passkey_not_found: There is no such passkey. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description last_way_in: This is the last way to log in. Add another one first. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description too_busy: The server is too busy. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updatePasskey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RenamePasskey"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_required: An access token cannot do this. Log in. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description passkey_not_found: There is no such passkey. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description too_busy: The server is too busy. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createProof: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateProof"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedProof"];
                };
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_credentials: The email or the password is wrong. passkey_copied: This passkey may have been copied. Log in in another way, and remove it. passkey_refused: This passkey is not accepted. proof_incomplete: This is not enough to prove who you are. second_factor_wrong: The code is wrong, or was used already. session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_required: An access token cannot do this. Log in. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            /** @description too_many_requests: Too many requests. Try again later. */
            429: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description passkeys_off: Passkeys need an address with a name and HTTPS, or localhost. This one has not. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. too_busy: The server is too busy. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createProofPasskeyOptions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyOptions"];
                };
            };
            400: components["responses"]["malformed_request_or_malformed_json"];
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_required: An access token cannot do this. Log in. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description passkey_not_found: There is no such passkey. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description passkeys_off: Passkeys need an address with a name and HTTPS, or localhost. This one has not. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description too_busy: The server is too busy. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createTotp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TotpSetup"];
                };
            };
            400: components["responses"]["malformed_request_or_malformed_json"];
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description recent_proof_required: Prove again who you are. session_required: An access token cannot do this. Log in. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            /** @description too_many_requests: Too many requests. Try again later. */
            429: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description too_busy: The server is too busy. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteTotp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["malformed_request_or_malformed_json"];
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description recent_proof_required: Prove again who you are. session_required: An access token cannot do this. Log in. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description totp_not_found: There is no such app. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description too_busy: The server is too busy. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirmTotp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmTotp"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfirmedTotp"];
                };
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description second_factor_wrong: The code is wrong, or was used already. session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description recent_proof_required: Prove again who you are. session_required: An access token cannot do this. Log in. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description totp_not_found: There is no such app. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            /** @description too_many_requests: Too many requests. Try again later. */
            429: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description too_busy: The server is too busy. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAccessTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessTokens"];
                };
            };
            400: components["responses"]["malformed_request"];
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_required: An access token cannot do this. Log in. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            414: components["responses"]["uri_too_long"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description too_busy: The server is too busy. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createAccessToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateAccessToken"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedAccessToken"];
                };
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description recent_proof_required: Prove again who you are. session_required: An access token cannot do this. Log in. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description too_many_tokens: You have 50 access tokens, which is the most. Delete one first. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            /** @description too_many_requests: Too many requests. Try again later. */
            429: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description too_busy: The server is too busy. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAccessToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of one of your access tokens */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_required: An access token cannot do this. Log in. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description token_not_found: There is no such access token. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description too_busy: The server is too busy. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createUserV1: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateUser"];
            };
        };
        responses: {
            /** @description Registered; the body is empty */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. password_guessable: The password is easy to guess. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invitation_invalid: The invitation is for another email, was used already, or has expired. invitation_required: An invitation is required to register. registration_closed: Registration is closed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description email_taken: This email is already registered. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            /** @description too_many_requests: Too many requests. Try again later. */
            429: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description database_unavailable: The database is unavailable. Try again shortly. too_busy: The server is too busy. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUserV1: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["malformed_request"];
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description scope_missing: The access token lacks a scope. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description user_not_found: There is no such user. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            414: components["responses"]["uri_too_long"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description too_busy: The server is too busy. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAccountV1: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user and all sessions are deleted; the body is empty */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["malformed_request_or_malformed_json"];
            /** @description invalid_credentials: The email or the password is wrong. session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description recent_proof_required: Prove again who you are. session_required: An access token cannot do this. Log in. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description last_administrator: This is the last administrator. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            /** @description too_many_requests: Too many requests. Try again later. */
            429: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. too_busy: The server is too busy. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRegistration: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Registration"];
                };
            };
            400: components["responses"]["malformed_request"];
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            414: components["responses"]["uri_too_long"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            503: components["responses"]["too_busy"];
        };
    };
    createSessionByGetV1: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "Set-Cookie": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            400: components["responses"]["malformed_request"];
            /** @description invalid_credentials: The email or the password is wrong. second_factor_required: The account has a second factor. Send it with the challenge. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description email_unverified: Confirm your email address first: open the link in the mail. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            414: components["responses"]["uri_too_long"];
            /** @description too_many_requests: Too many requests. Try again later. */
            429: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. too_busy: The server is too busy. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createSessionV1: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "Set-Cookie": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            400: components["responses"]["malformed_request_or_malformed_json"];
            /** @description invalid_credentials: The email or the password is wrong. second_factor_required: The account has a second factor. Send it with the challenge. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description email_unverified: Confirm your email address first: open the link in the mail. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            /** @description too_many_requests: Too many requests. Try again later. */
            429: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. too_busy: The server is too busy. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSessionByGetV1: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session has ended; the body is empty */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["malformed_request"];
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_required: An access token cannot do this. Log in. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            414: components["responses"]["uri_too_long"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description too_busy: The server is too busy. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSessionV1: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session has ended; the body is empty */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["malformed_request_or_malformed_json"];
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_required: An access token cannot do this. Log in. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description too_busy: The server is too busy. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refreshSessionV1: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description The new token again */
                    rtoken: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            400: components["responses"]["malformed_request_or_malformed_json"];
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_required: An access token cannot do this. Log in. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            /** @description too_many_requests: Too many requests. Try again later. */
            429: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description too_busy: The server is too busy. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSessionV1: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["malformed_request"];
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description scope_missing: The access token lacks a scope. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            414: components["responses"]["uri_too_long"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description too_busy: The server is too busy. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createPageSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The cookies are set; the body is empty */
            200: {
                headers: {
                    "Set-Cookie": string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["malformed_request_or_malformed_json"];
            /** @description invalid_credentials: The email or the password is wrong. second_factor_required: The account has a second factor. Send it with the challenge. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description email_unverified: Confirm your email address first: open the link in the mail. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            /** @description too_many_requests: Too many requests. Try again later. */
            429: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. too_busy: The server is too busy. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deletePageSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session has ended; the body is empty */
            200: {
                headers: {
                    "Set-Cookie": string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["malformed_request_or_malformed_json"];
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_required: An access token cannot do this. Log in. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description too_busy: The server is too busy. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A JSON file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            400: components["responses"]["malformed_request"];
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_required: An access token cannot do this. Log in. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description user_not_found: There is no such user. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            414: components["responses"]["uri_too_long"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description too_busy: The server is too busy. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listItemAudit: {
        parameters: {
            query?: {
                limit?: number;
                /** @description The `next_cursor` of the answer before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Audit"];
                };
            };
            /** @description malformed_request: The request cannot be understood. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_required: An access token cannot do this. Log in. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description user_id_reused: What is stored under your id belongs to an earlier user. Ask the operator. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            414: components["responses"]["uri_too_long"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description too_busy: The server is too busy. Try again shortly. auth_answer_invalid: The auth service returned an invalid response. Try again shortly. auth_unavailable: The auth service is unavailable. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportItems: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A JSON file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            400: components["responses"]["malformed_request"];
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_required: An access token cannot do this. Log in. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description user_id_reused: What is stored under your id belongs to an earlier user. Ask the operator. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            414: components["responses"]["uri_too_long"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description too_busy: The server is too busy. Try again shortly. auth_answer_invalid: The auth service returned an invalid response. Try again shortly. auth_unavailable: The auth service is unavailable. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listUsers: {
        parameters: {
            query?: {
                /** @description A public id, or how emails begin */
                search?: string;
                limit?: number;
                /** @description The `next_cursor` of the answer before, with the same `search` */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdministeredUsers"];
                };
            };
            /** @description malformed_request: The request cannot be understood. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description admin_required: Only administrators can do this. session_required: An access token cannot do this. Log in. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            414: components["responses"]["uri_too_long"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description too_busy: The server is too busy. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                unique_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdministeredUser"];
                };
            };
            /** @description malformed_request: The request cannot be understood. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description admin_required: Only administrators can do this. session_required: An access token cannot do this. Log in. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description user_not_found: There is no such user. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            414: components["responses"]["uri_too_long"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description too_busy: The server is too busy. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                unique_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description admin_required: Only administrators can do this. recent_proof_required: Prove again who you are. session_required: An access token cannot do this. Log in. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description user_not_found: There is no such user. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description last_administrator: This is the last administrator. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description too_busy: The server is too busy. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listUserAudit: {
        parameters: {
            query?: {
                limit?: number;
                /** @description The `next_cursor` of the answer before */
                cursor?: string;
            };
            header?: never;
            path: {
                unique_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Audit"];
                };
            };
            /** @description malformed_request: The request cannot be understood. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description admin_required: Only administrators can do this. session_required: An access token cannot do this. Log in. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description user_not_found: There is no such user. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            414: components["responses"]["uri_too_long"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description too_busy: The server is too busy. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    disableUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                unique_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description admin_required: Only administrators can do this. session_required: An access token cannot do this. Log in. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description user_not_found: There is no such user. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description last_administrator: This is the last administrator. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description too_busy: The server is too busy. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    enableUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                unique_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description admin_required: Only administrators can do this. session_required: An access token cannot do this. Log in. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description user_not_found: There is no such user. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description too_busy: The server is too busy. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteUserSessions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                unique_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description admin_required: Only administrators can do this. session_required: An access token cannot do this. Log in. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description user_not_found: There is no such user. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description too_busy: The server is too busy. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteUserFactors: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                unique_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description admin_required: Only administrators can do this. recent_proof_required: Prove again who you are. session_required: An access token cannot do this. Log in. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description user_not_found: There is no such user. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description last_way_in: This is the last way to log in. Add another one first. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description too_busy: The server is too busy. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateInvitation"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            /** @description malformed_request: The request cannot be understood. malformed_json: The body is not valid JSON in UTF-8. validation_failed: The request has invalid fields. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session_ended: The session has ended. Log in again. unauthenticated: A valid token is required. */
            401: {
                headers: {
                    /** @description How to authenticate */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description admin_required: Only administrators can do this. registration_closed: Registration is closed. session_required: An access token cannot do this. Log in. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            /** @description email_taken: This email is already registered. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description links_off: This installation has no public address, so there are no links to it. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description too_busy: The server is too busy. Try again shortly. database_unavailable: The database is unavailable. Try again shortly. session_store_unavailable: The session store is unavailable. Try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait before the next try */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Liveness"];
                };
            };
            400: components["responses"]["malformed_request"];
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            414: components["responses"]["uri_too_long"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            503: components["responses"]["too_busy"];
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It can */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            400: components["responses"]["malformed_request"];
            405: components["responses"]["method_not_allowed"];
            408: components["responses"]["request_timeout"];
            414: components["responses"]["uri_too_long"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["headers_too_large"];
            500: components["responses"]["internal"];
            /** @description It cannot */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
        };
    };
}
