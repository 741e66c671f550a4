"""Answers a list of cases on standard input: for each the auth object of docs/python/clerk_auth.py, or its error."""

import json
import sys
from typing import Any

from clerk_auth import GetAuthError, get_auth


def answer(case: dict[str, Any]) -> dict[str, Any]:
    try:
        auth = get_auth(case["event"], **case["options"])
    except GetAuthError as error:
        return {"code": error.code, "field": error.field}
    return {
        "isAuthenticated": auth.is_authenticated,
        "tokenType": auth.token_type,
        "userId": auth.user_id,
        "sessionId": auth.session_id,
        "orgId": auth.org_id,
        "orgSlug": auth.org_slug,
        "orgRole": auth.org_role,
        "orgPermissions": auth.org_permissions,
        "sessionClaims": auth.session_claims,
        "actor": auth.actor,
        "subject": auth.subject,
        "scopes": auth.scopes,
        "clientId": auth.client_id,
        "answers": [auth.has(**question) for question in case["questions"]],
    }


json.dump([answer(case) for case in json.load(sys.stdin)], sys.stdout)
