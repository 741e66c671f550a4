"""Says who called the function behind a route that cdk-clerk-authorizer protects, as Clerk's auth object.

Copy this file into the function. It needs Python 3.10 or newer, and the standard library only. It is what
cdk-clerk-authorizer/backend is for Node.js: it reads what the authorizer passes on, and verifies no signature itself.

    from clerk_auth import get_auth

    def handler(event, context):
        auth = get_auth(event)
        if not auth.has(permission="org:invoices:read"):
            return {"statusCode": 403}
        return {"statusCode": 200, "body": auth.user_id}
"""

from __future__ import annotations

import json
import math
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, NoReturn, TypedDict

Claims = dict[str, Any]
Level = Literal["first_factor", "second_factor", "multi_factor"]


class ReverificationConfig(TypedDict):
    """How recently, in minutes, and with which factors the user must have proven who they are."""

    level: Level
    after_minutes: float


Reverification = Literal["strict_mfa", "strict", "moderate", "lax"] | ReverificationConfig

_PRESETS: dict[str, tuple[Level, float]] = {
    "strict_mfa": ("multi_factor", 10),
    "strict": ("second_factor", 10),
    "moderate": ("second_factor", 60),
    "lax": ("second_factor", 1440),
}


class GetAuthError(Exception):
    """get_auth() cannot say who called. `code` says why, and `field` where in the event. No value of it is repeated.

    token-ambiguous and token-type-mismatch are about the request (401), all others about the configuration (500).
    """

    def __init__(self, code: str, at: str, message: str) -> None:
        super().__init__(f"'{at}' {message} [{code}]")
        self.code = code
        self.field = at


@dataclass(frozen=True)
class Auth:
    """Clerk's auth object. What the caller does not have is None."""

    is_authenticated: bool
    token_type: Literal["session_token", "oauth_token", "m2m_token", "jwt_template"] = "session_token"
    user_id: str | None = None
    session_id: str | None = None
    org_id: str | None = None
    org_slug: str | None = None
    org_role: str | None = None
    org_permissions: list[str] | None = None
    session_claims: Claims | None = None
    """All claims of a session token or a JWT template, with nested values intact."""
    actor: Claims | None = None
    """Who acts as the user: the `act` claim of an impersonated session."""
    subject: str | None = None
    """The id of the caller, for OAuth and machine tokens."""
    scopes: list[str] | None = None
    """What an OAuth or machine token may be used for."""
    client_id: str | None = None
    """The OAuth client."""
    _checked: Claims = field(default_factory=dict, repr=False)
    """The claims that has() may read: those of a well-formed session token."""

    def has(
        self,
        *,
        role: str | None = None,
        permission: str | None = None,
        feature: str | None = None,
        plan: str | None = None,
        reverification: Reverification | None = None,
    ) -> bool:
        """Clerk's has(): whether the caller meets all that is asked for. It is False if nothing is."""
        answers: list[bool] = []
        if role is not None:
            answers.append(self.org_role is not None and _with_org(self.org_role) == _with_org(role))
        if permission is not None:
            answers.append(_with_org(permission) in (self.org_permissions or []))
        if feature is not None:
            answers.append(_is_entitled(self._checked.get("fea"), feature))
        if plan is not None:
            answers.append(_is_entitled(self._checked.get("pla"), plan))
        if reverification is not None:
            answers.append(_is_reverified(self._checked.get("fva"), reverification))
        return len(answers) > 0 and all(answers)


def get_auth(event: Any, *, optional: bool = False, identity_source: str = "$request.header.Authorization") -> Auth:
    """Returns who called, from an event of an HTTP API (payload format 2.0), a REST API or a WebSocket API.

    Raises GetAuthError if the route has no authorizer and `optional` is not set, or the event contradicts itself.
    `identity_source` is that of the JWT authorizer of an HTTP API; behind other authorizers it is not used.
    """
    at = "requestContext.authorizer"
    authorizer = _object(_object(event, "event").get("requestContext"), "requestContext").get("authorizer")
    is_http_api = "version" in event
    if is_http_api and event["version"] != "2.0":
        raise GetAuthError("event-unsupported", "version", "must be payload format 2.0 of an HTTP API")
    if authorizer is not None:
        context = _object(authorizer, at)
        if not is_http_api:
            return _auth(_read_context(_unflatten(context), at), f"{at}.claims")
        if context.get("jwt") is not None:
            return _auth(_read_token(event, context["jwt"], identity_source), f"{at}.jwt.claims")
        if context.get("lambda") is not None:
            at = f"{at}.lambda"
            return _auth(_read_context(_object(context["lambda"], at), at), f"{at}.claims")
    if optional:
        return Auth(is_authenticated=False)
    raise GetAuthError("context-missing", at, "is missing, so the route has no authorizer")


# The context of the Lambda authorizer

_MAX_LENGTH = 8192
_KINDS = ("session", "oauth", "m2m", "template")


def _unflatten(context: Claims) -> Claims:
    """The context of a REST or WebSocket API, where every member is text, as that of an HTTP API."""
    nested = dict(context)
    if isinstance(context.get("isAuthenticated"), str):
        nested["isAuthenticated"] = {"true": True, "false": False}.get(context["isAuthenticated"])
    if isinstance(context.get("permissions"), str):
        nested["permissions"] = context["permissions"].split(",")
    if isinstance(context.get("claims"), str) and len(context["claims"]) <= _MAX_LENGTH:
        nested["claims"] = _json(context["claims"])
    return nested


def _read_context(context: Claims, at: str) -> tuple[str, Claims] | None:
    if not isinstance(context.get("isAuthenticated"), bool):
        _invalid(f"{at}.isAuthenticated", "a boolean")
    if not context["isAuthenticated"]:
        return None
    kind, claims, permissions = context.get("tokenKind"), context.get("claims"), context.get("permissions")
    if kind not in _KINDS:
        _invalid(f"{at}.tokenKind", f"one of {', '.join(_KINDS)}")
    if not isinstance(claims, dict) or not _is_short(claims):
        _invalid(f"{at}.claims", f"an object of at most {_MAX_LENGTH} characters of JSON")
    for name in ("userId", "sessionId", "orgId", "orgSlug", "orgRole"):
        if name in context and not isinstance(context[name], str):
            _invalid(f"{at}.{name}", "a string")
    if "permissions" in context and not _is_string_list(permissions):
        _invalid(f"{at}.permissions", "a list of strings")
    organization = _organization(kind, claims) or _Organization()
    identity = {
        "userId": None if kind == "m2m" else _text(claims, "sub"),
        "sessionId": _text(claims, "sid") if kind == "session" else None,
        "orgId": organization.id,
    }
    for name, value in identity.items():
        if context.get(name) != value:
            _invalid(f"{at}.{name}", "what the claims say")
    return kind, claims


def _is_short(claims: Claims) -> bool:
    try:
        return len(json.dumps(claims, ensure_ascii=False, separators=(",", ":"))) <= _MAX_LENGTH
    except (ValueError, RecursionError):
        return False


# The claims that API Gateway's JWT authorizer has verified

_TIMES = ("iat", "exp")
_ALWAYS_PRESENT = ("iss", "sub", *_TIMES)
_IDENTIFYING = (*_ALWAYS_PRESENT, "sid", "jti")
_CATEGORIES = {"cl_B7d4PD111AAA": "session", "cl_B7d4PD222AAA": "template", "cl_B7d4PD333AAA": "m2m"}


# API Gateway also accepts a token without its scheme, and front ends write "Bearer null" for a user who has signed out.
_BEARER = re.compile(r"(?:bearer(?: +|\Z))?([^ ]*)", re.IGNORECASE)
_OTHER_SCHEME = re.compile(r"(?!bearer )[A-Za-z0-9_!#$%&'*+.^`|~-]+ +[^ ]", re.IGNORECASE)
_NO_TOKEN = re.compile(r"(?:null|undefined|none|nil|false|\(null\))?", re.IGNORECASE)


class _Refused(Exception):
    pass


def _read_token(event: Claims, jwt: Any, identity_source: str) -> tuple[str, Claims]:
    """API Gateway turns nested claims into text that cannot be read back, so they are read from the verified token."""
    at = "requestContext.authorizer.jwt.claims"
    verified = jwt.get("claims") if isinstance(jwt, dict) else None
    if not isinstance(verified, dict):
        _invalid(at, "an object")
    for name in _IDENTIFYING:
        if (name in verified or name in _ALWAYS_PRESENT) and not isinstance(verified.get(name), str):
            _invalid(f"{at}.{name}", "a string")

    match = isinstance(identity_source, str) and re.fullmatch(
        r"\$request\.(header|querystring)\.([A-Za-z0-9_.-]+)", identity_source
    )
    if not match:
        raise GetAuthError("option-invalid", "options.identitySource", "must be one header or query string parameter")
    place, name = match.groups()
    if place == "header":
        name = name.lower()
    source = f"headers.{name}" if place == "header" else f"queryStringParameters.{name}"
    try:
        token = _find_token(event, place, name)
        if token is None:
            raise GetAuthError("token-missing", source, "holds no token, but API Gateway verified one")
        header, claims = _parse(token)
        for claim in _IDENTIFYING:
            if not _is_same(claims, verified, claim):
                raise GetAuthError("token-mismatch", source, f"holds a token whose {claim} was not verified")
        # Only one of two such tokens was verified, and with a wrong identity_source it might be the other one.
        if any(other != token and _is_verified(other, verified) for other in _possible_tokens(event)):
            raise _Refused("token-ambiguous")
        return _kind(header, claims), claims
    except _Refused as refused:
        raise GetAuthError(str(refused), source, "does not hold the one token that was verified") from None


def _find_token(event: Claims, place: str, name: str) -> str | None:
    values = event.get("headers" if place == "header" else "queryStringParameters")
    if values is None:
        return None
    if not isinstance(values, dict):
        raise _Refused("event-unsupported")
    found = [value for key, value in values.items() if (key.lower() if place == "header" else key) == name]
    if not all(isinstance(value, str) for value in found):
        raise _Refused("event-unsupported")
    value = ",".join(found)  # as HTTP APIs join repeated headers
    if _OTHER_SCHEME.match(value) and not re.search(", *(bearer |eyJ)", value, re.IGNORECASE):
        return None
    if "," in value:
        raise _Refused("token-ambiguous")
    match = _BEARER.fullmatch(value)
    if not match:
        raise _Refused("token-invalid")
    return None if _NO_TOKEN.fullmatch(match[1]) else match[1]


def _possible_tokens(event: Claims) -> list[str]:
    """Every text in the headers and the query string that begins like a JWT, whatever stands around it."""
    values = [value for name in ("headers", "queryStringParameters") for value in (event.get(name) or {}).values()]
    texts = [text for value in values if isinstance(value, str) for text in re.split(r"[^A-Za-z0-9_.-]+", value)]
    return [text for text in texts if text.startswith("eyJ")]


def _parse(token: str) -> tuple[Claims, Claims]:
    parts = token.split(".")
    if len(token) > _MAX_LENGTH or len(parts) != 3 or len(parts[0]) > 384:
        raise _Refused("token-invalid")
    header, claims = (_json(_decode(part)) for part in parts[:2])
    _decode(parts[2])
    if not isinstance(header, dict) or not isinstance(claims, dict):
        raise _Refused("token-invalid")
    is_plain = "crit" not in header and "b64" not in header and isinstance(header.get("kid", ""), str)
    if header.get("alg") != "RS256" or not is_plain:
        raise _Refused("token-invalid")
    return header, claims


def _decode(part: str) -> bytes:
    try:
        data = urlsafe_b64decode(part + "=" * (-len(part) % 4))
    except ValueError:
        raise _Refused("token-invalid") from None
    if not data or urlsafe_b64encode(data).rstrip(b"=").decode() != part:
        raise _Refused("token-invalid")
    return data


def _is_same(claims: Claims, verified: Claims, name: str) -> bool:
    value = claims.get(name)
    is_whole = name in _TIMES and isinstance(value, int) and not isinstance(value, bool)
    return (name in claims) == (name in verified) and (str(value) if is_whole else value) == verified.get(name)


def _is_verified(token: str, verified: Claims) -> bool:
    try:
        claims = _parse(token)[1]
    except _Refused:
        return False
    return all(_is_same(claims, verified, name) for name in _IDENTIFYING)


def _kind(header: Claims, claims: Claims) -> str:
    """The kind of a token: Clerk signs all of them with one key, and tells them apart by header and claims."""
    category, kind_of_type = header.get("cat"), header.get("typ", "JWT")
    kind = _CATEGORIES.get(category) if isinstance(category, str) else None
    if kind is None and category not in (None, "cl_I7d4PD111III"):
        raise _Refused("token-type-mismatch")
    if kind_of_type in ("at+jwt", "application/at+jwt"):
        kind = "oauth" if kind is None else None
    elif kind_of_type != "JWT":
        raise _Refused("token-invalid")
    elif kind is None:
        # An OAuth ID token has neither sid nor nbf, and is no access token.
        is_machine = claims["sub"].startswith("mch_")
        kind = "m2m" if is_machine else "session" if "sid" in claims else "template" if "nbf" in claims else None
    is_session = kind != "session" or _text(claims, "sid") is not None
    if kind is None or not is_session or not claims["sub"].startswith("mch_" if kind == "m2m" else "user_"):
        raise _Refused("token-type-mismatch")
    return kind


# The auth object of a caller


def _auth(caller: tuple[str, Claims] | None, at: str) -> Auth:
    if caller is None:
        return Auth(is_authenticated=False)
    kind, claims = caller
    # The native JWT authorizer lets pending sessions in. Clerk treats them as signed out.
    if kind == "session" and claims.get("sts", "active") != "active":
        return Auth(is_authenticated=False)
    subject = _required(claims, "sub", at)
    act = claims.get("act")
    if kind != "m2m" and "act" in claims and not isinstance(act, dict):
        _invalid(f"{at}.act", "an object")
    if kind == "m2m":
        audience = claims.get("aud", [])
        audience = audience if isinstance(audience, list) else [audience]
        scopes = _words(claims["scopes"]) if "scopes" in claims else audience if _is_string_list(audience) else []
        return Auth(True, "m2m_token", subject=subject, scopes=scopes)
    if kind == "oauth":
        scopes = claims["scp"] if _is_string_list(claims.get("scp")) else _words(claims.get("scope"))
        client_id = _required(claims, "client_id", at) if "client_id" in claims else None
        return Auth(
            True,
            "oauth_token",
            user_id=subject,
            org_id=_text(claims, "org_id"),
            actor=act,
            subject=subject,
            scopes=scopes,
            client_id=client_id,
        )
    if kind == "template":
        return Auth(True, "jwt_template", subject, session_claims=claims, actor=act)
    well_formed = _organization(kind, claims)
    organization = well_formed or _Organization()
    return Auth(
        True,
        "session_token",
        user_id=subject,
        session_id=_required(claims, "sid", at),
        org_id=organization.id,
        org_slug=organization.slug,
        org_role=organization.role,
        org_permissions=organization.permissions,
        session_claims=claims,
        actor=act,
        _checked=claims if well_formed else {},
    )


class _Organization(NamedTuple):
    id: str | None = None
    slug: str | None = None
    role: str | None = None
    permissions: list[str] | None = None


def _organization(kind: str, claims: Claims) -> _Organization | None:
    """The active organization, without an id if there is none. None if the claims are malformed."""
    if kind == "oauth":
        return _Organization(_text(claims, "org_id"))
    version = claims.get("v", 1)
    if kind != "session" or version not in (1, 2) or isinstance(version, bool):
        return None
    if version == 1:
        if "org_id" not in claims:
            return _Organization()
        permissions = claims.get("org_permissions")
        texts = [item for item in permissions if isinstance(item, str)] if isinstance(permissions, list) else None
        identifier, role = _text(claims, "org_id"), _text(claims, "org_role")
        return _Organization(identifier, _text(claims, "org_slug"), role, texts) if identifier else None
    if "o" not in claims:
        return _Organization()
    o, fea = claims["o"], claims.get("fea") if claims.get("fea") is not None else ""
    if not isinstance(o, dict) or not all(isinstance(o.get(name, ""), str) for name in ("slg", "rol", "per", "fpm")):
        return None
    features, identifier, role = _split(fea), _text(o, "id"), _text(o, "rol")
    if not identifier or (features is None and fea != ""):
        return None
    permissions = _permissions(features and features[0], _text(o, "per"), _text(o, "fpm"))
    return _Organization(identifier, _text(o, "slg"), role and f"org:{role}", permissions)


def _permissions(features: list[str] | None, per: str | None, fpm: str | None) -> list[str] | None:
    """One bit mask for each feature of the organization: bit 0 stands for the first name in `per`."""
    if per is None and fpm is None:
        return []
    if features is None or per is None or fpm is None:
        return None
    names = [name.strip() for name in per.split(",")]
    masks = [mask.strip() for mask in fpm.split(",")]
    numbers = [int(mask) if len(mask) <= 512 and re.fullmatch("[0-9]+", mask) else 0 for mask in masks]
    return [
        f"org:{feature}:{name}"
        for feature, number in zip(features, numbers, strict=False)
        for bit, name in enumerate(names)
        if number >> bit & 1
    ]


# The conditions of has()


def _split(claim: Any) -> tuple[list[str], list[str]] | None:
    """The features or plans of the organization and of the user, from `o:reports,u:export,ou:chat`."""
    if not isinstance(claim, str):
        return None
    items = [item.strip().partition(":") for item in claim.split(",")]
    if not all(colon for _, colon, _ in items):
        return None
    organization = [name for scope, _, name in items if scope in ("o", "ou", "uo")]
    return organization, [name for scope, _, name in items if scope in ("u", "ou", "uo")]


def _is_entitled(claim: Any, asked: str) -> bool:
    lists = _split(claim)
    if lists is None:
        return False
    scope, *names = asked.split(":")
    if not names:
        return scope in lists[0] or scope in lists[1]
    position = {"o": 0, "org": 0, "organization": 0, "u": 1, "user": 1}.get(scope)
    return position is not None and names[0] != "" and names[0] in lists[position]


def _is_reverified(ages: Any, asked: Reverification) -> bool:
    if isinstance(asked, str):
        preset = _PRESETS.get(asked)
        if preset is None:
            return False
        level, after_minutes = preset
    else:
        level, after_minutes = asked["level"], asked["after_minutes"]
    if level not in ("first_factor", "second_factor", "multi_factor") or not after_minutes > 0:
        return False
    if not isinstance(ages, list) or len(ages) != 2 or not all(_is_age(age) for age in ages):
        return False
    first, second = (bool(age != -1 and age < after_minutes) for age in ages)
    if level == "first_factor" or ages[1] == -1:
        return first
    return second and (level == "second_factor" or first)


def _is_age(value: Any) -> bool:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return is_number and math.isfinite(value) and (value == -1 or value >= 0)


def _with_org(name: str) -> str:
    return re.sub("^(org:)*", "org:", name)


# JSON


def _json(text: str | bytes) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _text(values: Claims, name: str) -> str | None:
    value = values.get(name)
    return value if isinstance(value, str) and value else None


def _required(claims: Claims, name: str, at: str) -> str:
    return _text(claims, name) or _invalid(f"{at}.{name}", "a string")


def _words(value: Any) -> list[str]:
    return [word for word in value.split(" ") if word] if isinstance(value, str) else []


def _is_string_list(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _object(value: Any, at: str) -> Claims:
    if isinstance(value, dict):
        return value
    raise GetAuthError("event-unsupported", at, "must be an object")


def _invalid(at: str, expected: str) -> NoReturn:
    raise GetAuthError("context-invalid", at, f"must be {expected}; is the authorizer of the route another one?")
