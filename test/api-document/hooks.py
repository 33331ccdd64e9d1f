"""Credentials and existing data for Schemathesis.

Schemathesis generates requests from the document and checks the responses. It has no valid token
and no existing id, so nearly all responses would be refusals. The hooks below register accounts and
add their credentials, and existing ids, titles and emails to most valid requests. They count the
responses by operation and status.
"""

import atexit
import base64
import collections
import json
import os
import random
import threading

import requests
import schemathesis
from hypothesis import strategies

AUTH = os.environ["RUN_AUTH_URL"] + "/api/v1"
SESSIONS = os.environ["RUN_AUTH_URL"] + "/api/v2/account/sessions"
ACCESS_TOKENS = os.environ["RUN_AUTH_URL"] + "/api/v2/account/tokens"
TODO = os.environ["RUN_TODO_URL"] + "/api/v1"
LISTS = os.environ["RUN_TODO_URL"] + "/api/v2/lists"
INVITATIONS = os.environ["RUN_TODO_URL"] + "/api/v2/invitations"
PASSWORD = "a-passphrase-of-tests"
# An administrator, who has this password.
ADMIN_EMAIL = os.environ["RUN_ADMIN_EMAIL"]
ADMIN_PATH = "/api/v2/admin/"
PAGE_COOKIE = "__Host-seam"
PAGE_HEADER = "x-seam-page"
# A mark in a case until it is sent: only then a valid credential is known.
LET_IN = "x-to-be-let-in"
# How many of ten valid requests use existing data.
REAL_OF_TEN = 8
# Every response to a write has all items, and of more than 50 sessions one ends: accounts are replaced
# before they have so many. A login is a write.
MOST_WRITES = 40
# Of one request: each takes a request more.
MOST_REAL_OPERATIONS = 3
# Of an item, which a change can have.
FIELDS = {"title", "status", "notes", "priority", "due", "repeat", "labels"}

# A stream has no end of its own: its session ends after this time. Not that of an access token.
STREAM_SECONDS = 0.3

dice = random.Random(os.environ["RUN_SEED"])
answers = collections.defaultdict(collections.Counter)


class Account:
    """A registered user with a token."""

    def __init__(self, email=None):
        self.email = email or new_email()
        if email is None:
            body = {"email": self.email, "password": PASSWORD}
            ask("POST", f"{AUTH}/users/create", json=body)
        self.token = self.log_in()

    def basic(self):
        return "Basic " + base64.b64encode(f"{self.email}:{PASSWORD}".encode()).decode()

    def log_in(self):
        headers = {"authorization": self.basic()}
        return ask("POST", f"{AUTH}/auth/login", headers=headers).json()

    def public_id(self):
        headers = {"token": self.token}
        return ask("GET", f"{AUTH}/users/get", headers=headers).json()["unique_id"]


class Household:
    """An account for most requests, and one with which it shares items."""

    def __init__(self):
        self.owner, self.guest = Account(), Account()
        self.writes = 0
        self.access_tokens = {}
        self.lists = None
        headers = {"token": self.guest.token}
        self.guest_id = ask("GET", f"{AUTH}/users/get", headers=headers).json()["id"]
        accept(self.guest, invite(self.owner, self.make_item(), self.guest.email))

    def make_item(self):
        """A new item of the owner."""
        self.writes += 1
        return make_item_of(self.owner)

    def make_trashed_item(self):
        item = self.make_item()
        self.ask("DELETE", f"delete/{item['title']}", None)
        return item

    def make_list(self):
        """A new list of the owner."""
        self.writes += 1
        headers = {"token": self.owner.token}
        return ask("POST", LISTS, json={"name": "work"}, headers=headers).json()

    def make_shared_item(self):
        item = self.make_item()
        self.ask("POST", f"items/{item['id']}/users", {"email": self.guest.email})
        return item

    def make_shared_list(self):
        """A new list of the owner, and of the guest."""
        made = self.make_list()
        headers = {"token": self.owner.token}
        ask("POST", f"{LISTS}/{made['id']}/members", json={"email": self.guest.email}, headers=headers)
        return made

    def any_list_id(self):
        """Of a list of the owner alone, or of one that the guest has, too; or None, which is the default list."""
        if self.lists is None:
            self.lists = [self.make_list()["id"], self.make_shared_list()["id"]]
        return dice.choice([None, *self.lists])

    def make_sent_invitation(self):
        return invite(self.owner, self.make_item(), new_email())

    def make_received_invitation(self, sender=None):
        """An invitation by a new account: there is a limit of invitations to one email."""
        sender = sender or Account()
        return invite(sender, make_item_of(sender), self.owner.email)

    def make_sender(self):
        sender = Account()
        accept(self.owner, self.make_received_invitation(sender))
        self.writes += 1
        headers = {"token": sender.token}
        return ask("GET", f"{AUTH}/users/get", headers=headers).json()["id"]

    def make_session(self):
        """A further session of the owner."""
        self.writes += 1
        body = {"email": self.owner.email, "password": PASSWORD}
        return ask("POST", SESSIONS, json=body).json()["session"]

    def make_access_token(self):
        self.writes += 1
        body = {"name": "backup", "scopes": ["items:read"]}
        headers = {"token": self.owner.token}
        return ask("POST", ACCESS_TOKENS, json=body, headers=headers).json()

    def access_token_for(self, scope):
        if scope not in self.access_tokens:
            body = {"name": "script", "scopes": [scope]}
            headers = {"token": self.owner.token}
            made = ask("POST", ACCESS_TOKENS, json=body, headers=headers).json()
            self.access_tokens[scope] = made["token"]
        return self.access_tokens[scope]

    def ask(self, method, path, body):
        return ask(method, f"{TODO}/{path}", json=body, headers={"token": self.owner.token}).json()


def make_item_of(account):
    body = {"title": f"{dice.getrandbits(64):x}", "status": "PENDING"}
    headers = {"token": account.token}
    return ask("POST", f"{TODO}/create", json=body, headers=headers).json()["pending"][-1]


def invite(account, item, email):
    url, headers = f"{TODO}/items/{item['id']}/users", {"token": account.token}
    return ask("POST", url, json={"email": email}, headers=headers).json()


def accept(account, invitation):
    url = f"{INVITATIONS}/{invitation['id']}/accept"
    ask("POST", url, json={}, headers={"token": account.token})


class Cast:
    """The current accounts. They are replaced once a request has used them up."""

    def __init__(self):
        self.household = None
        self.session = None
        self.leaver = None
        self.admin = None

    def administrator(self):
        self.admin = self.admin or Account(ADMIN_EMAIL)
        return self.admin

    def at_home(self):
        if self.household is None or self.household.writes > MOST_WRITES:
            self.household, self.session = Household(), None
        return self.household

    def session_to_end(self):
        home = self.at_home()
        self.session = self.session or home.owner.log_in()
        return self.session

    def account_to_delete(self):
        self.leaver = self.leaver or Account()
        return self.leaver


cast = Cast()
BEGINS_A_SESSION = {"createSession", "createSessionV1", "createSessionByGetV1", "createPageSession"}
ENDS_A_SESSION = {
    *("deleteSessionV1", "deleteSessionByGetV1", "deletePageSession"),
    *("refreshSessionV1", "createProof"),
}
# What a login sends instead of an email and a password, or after them.
OTHER_WAYS = ("challenge", "code", "recovery_code", "passkey")
# These return a token and accept no cookie.
WITHOUT_COOKIE = {"refreshSessionV1"}


def new_email():
    return f"{dice.getrandbits(128):x}@example.org"


def ask(method, url, **options):
    response = requests.request(method, url, timeout=30, **options)
    response.raise_for_status()
    return response


def log_out(token):
    ask("POST", f"{AUTH}/auth/logout", headers={"token": token})


def name_of(case):
    return case.operation.definition.raw["operationId"]


def schemes_of(operation):
    """The alternative security requirements; each is a set of schemes."""
    return [set(way) for way in operation.definition.raw.get("security", [])]


@schemathesis.auth(refresh_interval=None)
class LiveCredentials:
    """Marks the cases that need credentials: all except those that test the lack of them."""

    def get(self, case, context):
        return schemes_of(context.operation) or None

    def set(self, case, data, context):
        case.headers[LET_IN] = "1"


@schemathesis.hook
def before_generate_case(context, strategy):
    """Makes an operation without input be called as often as others."""
    return strategies.integers().flatmap(lambda _: strategy)


@schemathesis.hook
def before_call(context, case, kwargs):
    if case.headers.pop(LET_IN, None) is not None:
        let_in(case)
    if is_valid(case):
        make_known(case)
        # A link may take the id of a list or an item from a response that has none.
        has_no_id = None in (case.path_parameters or {}).values()
        if has_no_id or dice.randrange(10) < REAL_OF_TEN:
            make_real(case)


def is_valid(case):
    return case.meta is not None and case.meta.generation.mode.is_positive




def make_known(case):
    """What the document cannot tell: zones, lists, what goes together, cursors, and that each key is a new one."""
    name = name_of(case)
    if name in ("listUsers", "listItems", "listTrashedItems"):
        case.query.pop("cursor", None)
        case.query.pop("list", None)
    if "Idempotency-Key" in case.headers:
        case.headers["Idempotency-Key"] = f'"{dice.getrandbits(128):x}"'
    if not isinstance(case.body, dict):
        return
    if name in ("createItem", "updateItem"):
        make_due_known(case.body)
        if "list_id" in case.body:
            case.body["list_id"] = None
        make_remindable(case.body)
    if name == "updateItem":
        make_changing(case.body)
    if name == "updateList" and not case.body.keys() & {"name", "archived", "position"}:
        case.body["archived"] = False
    if name == "writeItems":
        for operation in case.body["operations"]:
            make_due_known(operation)
            operation.pop("list_id", None)
            make_remindable(operation)
            if operation["op"] == "update":
                make_changing(operation)
    if name == "updateAccount" and isinstance(case.body.get("time_zone"), str):
        case.body["time_zone"] = "Europe/Vienna"
    if name in ("createSession", "createProof"):
        for other in OTHER_WAYS:
            case.body.pop(other, None)
        case.body.setdefault("password", PASSWORD)
    if name == "createSession":
        case.body.setdefault("email", new_email())


def make_changing(change):
    """A change has a known field. The document would need alternatives for that, which types of clients cannot have."""
    if not FIELDS.intersection(change):
        change["priority"] = 1


def make_due_known(item):
    """A rule begins on the due date, and a time has a zone."""
    if isinstance(item.get("repeat"), str):
        item["repeat"] = "FREQ=DAILY"
        item["due"] = item.get("due") or {"date": "2030-01-31"}
    due = item.get("due")
    if isinstance(due, dict) and ("time" in due or "time_zone" in due):
        due.setdefault("time", "09:30")
        due["time_zone"] = "Europe/Vienna"


def make_remindable(item):
    """A reminder needs a due time."""
    if item.get("remind") is True:
        due = item.get("due")
        date = due["date"] if isinstance(due, dict) else "2030-01-31"
        item["due"] = {"date": date, "time": "09:30", "time_zone": "Europe/Vienna"}


def let_in(case):
    name = name_of(case)
    account, token = cast.at_home().owner, cast.at_home().owner.token
    if name in ("deleteAccountV1", "deleteAccount"):
        account = cast.account_to_delete()
        token = account.token
    elif name == "deleteSessions":
        token = cast.account_to_delete().token
    elif name in ENDS_A_SESSION:
        token = cast.session_to_end()
    elif name == "followItems":
        token = account.log_in()
        threading.Timer(STREAM_SECONDS, log_out, [token]).start()
    elif case.operation.path.startswith(ADMIN_PATH):
        account = cast.administrator()
        token = account.token
    ways = schemes_of(case.operation)
    if name == "followItems":
        ways = [way for way in ways if "accessToken" not in way]
    present(case, dice.choice(ways), account, token)


def present(case, schemes, account, token):
    if "token" in schemes:
        case.headers["token"] = token
    if "bearer" in schemes:
        case.headers["Authorization"] = f"Bearer {token}"
    if "accessToken" in schemes:
        scope = case.operation.definition.raw["x-scope"]
        case.headers["Authorization"] = f"Bearer {cast.at_home().access_token_for(scope)}"
    if "basic" in schemes:
        case.headers["Authorization"] = account.basic()
    if "pageCookie" in schemes:
        case.cookies[PAGE_COOKIE] = token
        case.headers[PAGE_HEADER] = "1"
        case.headers["Sec-Fetch-Site"] = "same-origin"


def make_real(case):
    """Puts an existing item or user, or an unused email, into a valid request."""
    name, home = name_of(case), cast.at_home()
    if name in ("replaceItemV1", "updateItemV1") and isinstance(case.body, dict):
        case.body["id"] = home.make_item()["id"]
    elif name in ("getItem", "updateItem"):
        case.path_parameters["id"] = home.make_item()["id"]
        if name == "updateItem":
            case.headers["If-Match"] = "*"
            file(case.body, home)
    elif name == "createItem" and isinstance(case.body, dict):
        home.writes += 1
        file(case.body, home)
    elif name == "writeItems" and isinstance(case.body, dict):
        make_operations_real(case.body["operations"], home)
    elif name == "moveItem" and isinstance(case.body, dict):
        case.path_parameters["id"] = home.make_item()["id"]
        for place in case.body:
            case.body[place] = home.make_item()["id"]
    elif name in ("listListMembers", "createListMember"):
        case.path_parameters["id"] = home.make_list()["id"]
        if name == "createListMember" and isinstance(case.body, dict):
            case.body["email"] = dice.choice([home.guest.email, new_email()])
    elif name == "deleteListMember":
        case.path_parameters["id"] = home.make_shared_list()["id"]
        case.path_parameters["user_id"] = home.guest_id
    elif name in ("getList", "updateList", "deleteList"):
        case.path_parameters["id"] = home.make_list()["id"]
    elif name == "deleteItem":
        case.path_parameters["id"] = home.make_item()["id"]
        case.headers["If-Match"] = "*"
    elif name in ("restoreItem", "deleteTrashedItem"):
        case.path_parameters["id"] = home.make_trashed_item()["id"]
    elif name == "deleteItemV1":
        case.path_parameters["name"] = home.make_item()["title"]
    elif name == "listItemUsers":
        case.path_parameters["id"] = home.make_item()["id"]
    elif name == "createItemUser" and isinstance(case.body, dict):
        case.path_parameters["id"] = home.make_item()["id"]
        case.body["email"] = dice.choice([home.guest.email, new_email()])
    elif name == "deleteItemUser":
        case.path_parameters["id"] = home.make_shared_item()["id"]
        case.path_parameters["user_id"] = home.guest_id
    elif name == "deleteInvitation":
        case.path_parameters["id"] = home.make_sent_invitation()["id"]
    elif name in ("acceptInvitation", "declineInvitation"):
        case.path_parameters["id"] = home.make_received_invitation()["id"]
    elif name == "findInvitation" and isinstance(case.body, dict):
        case.body["token"] = home.make_received_invitation()["token"]
    elif name in ("updateSender", "deleteSender"):
        case.path_parameters["user_id"] = home.make_sender()
    elif name in ("createItemV1", "createList", "createAccessToken"):
        home.writes += 1
    elif name == "deleteAccessToken":
        case.path_parameters["id"] = home.make_access_token()["id"]
    elif name == "deleteSession":
        case.path_parameters["id"] = home.make_session()["id"]
    elif name == "createSession" and isinstance(case.body, dict):
        case.body.update(email=home.owner.email, password=PASSWORD)
    elif name == "createProof" and isinstance(case.body, dict):
        case.body.update(password=PASSWORD)
    elif name == "createInvitation" and isinstance(case.body, dict):
        case.body.update(email=new_email())
    elif name == "completePasswordReset" and isinstance(case.body, dict):
        # Well-formed, and of no link: 410.
        case.body.update(token=f"{dice.getrandbits(172):043x}", new_password=PASSWORD)
    elif name in ("completeEmailConfirmation", "undoEmailChange") and isinstance(case.body, dict):
        case.body.update(token=f"{dice.getrandbits(172):043x}")
    elif name == "replaceEmail" and isinstance(case.body, dict):
        # It stays as it is until a link is used.
        case.body.update(email=new_email(), password=PASSWORD)
    elif name == "replacePassword" and isinstance(case.body, dict):
        case.body.update(current_password=PASSWORD, new_password=PASSWORD)
    elif "unique_id" in (case.path_parameters or {}):
        case.path_parameters["unique_id"] = Account().public_id()
    elif name == "createUserV1" and isinstance(case.body, dict):
        case.body["email"] = new_email()
        case.body.pop("invitation", None)


def file(item, home):
    """Puts a new or changed item into a list that exists."""
    if isinstance(item, dict):
        item["list_id"] = home.any_list_id()


def make_operations_real(operations, home):
    """Puts existing items into the first operations of a request."""
    home.writes += len(operations)
    for operation in operations[:MOST_REAL_OPERATIONS]:
        if operation["op"] in ("create", "update"):
            file(operation, home)
        if operation["op"] in ("update", "delete"):
            operation.update(id=home.make_item()["id"], if_match="*")
        elif operation["op"] == "restore":
            operation["id"] = home.make_trashed_item()["id"]


@schemathesis.hook
def after_call(context, case, response):
    name = name_of(case)
    if case.method.upper() != case.operation.method.upper():
        answers["(other methods)"][response.status_code] += 1
        return
    answers[name][response.status_code] += 1
    if not 200 <= response.status_code < 300:
        return
    if name in BEGINS_A_SESSION and cast.household:
        cast.household.writes += 1
    if name in ENDS_A_SESSION:
        cast.session = None
    elif name == "replacePassword":
        # It may have another password now: that of an example.
        cast.household, cast.session = None, None
    elif name == "deleteSession":
        # It may have been the one of the household: Schemathesis also sends ids from responses.
        cast.household = None
    elif name in ("deleteAccountV1", "deleteAccount", "deleteSessions"):
        cast.leaver = None
    elif name in ("deleteList", "deleteListMember") and cast.household:
        # It may have been one of those for items, by an id from a response.
        cast.household.lists = None


@atexit.register
def report():
    with open(os.environ["RUN_ANSWERS"], "w", encoding="utf-8") as file:
        json.dump(answers, file)
