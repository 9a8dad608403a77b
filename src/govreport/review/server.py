"""The small server of a review: this computer only, one token, nothing but its own pages."""

from __future__ import annotations

import hmac
import json
import secrets
import threading
from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from govreport.corrections import from_line
from govreport.errors import GovReportError, MissingExtra
from govreport.export.tabular import Failure
from govreport.language import LANGUAGES, Phrase, phrase, say
from govreport.model import Correction
from govreport.review.session import NotYet, Session, Vanished
from govreport.views.pages.environment import asset

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

HOST = "127.0.0.1"
COOKIE = "govreport"
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'"
)
_HEADERS = {
    "Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_MAXIMUM_BODY = 1_000_000
_MAXIMUM_LINES = 1000
_PAGE = "text/html; charset=utf-8"


def application(session: Session, token: str, port: int) -> Starlette:
    """The server of a session.

    Args:
        session: what is reviewed.
        token: what the first address carries, and the cookie after that.
        port: where it listens; requests that name another host are refused.

    Raises:
        MissingExtra: starlette is not installed.
    """
    try:
        from starlette.applications import Starlette
        from starlette.middleware import Middleware
        from starlette.routing import Route
    except ImportError as error:
        raise MissingExtra("the review server needs the package starlette", "review") from error
    pages = _Pages(session)
    routes = [
        Route("/", pages.index),
        Route("/findings", pages.findings),
        Route("/reports/{number:int}", pages.report),
        Route("/pictures/{number:int}-{page:int}.png", pages.picture),
        Route("/corrections", pages.save, methods=["POST"]),
        Route("/{name}", pages.asset),
    ]
    guard = Middleware(Guard, token=token, port=port, language=session.language)
    return Starlette(routes=routes, middleware=[guard])


class Guard:
    """Refuse every request that is not from the one page that was opened with the token."""

    def __init__(self, app: Any, token: str, port: int, language: str) -> None:
        """Wrap the application; what is refused is said in the language of the review."""
        self.app = app
        self.language = language
        self.token = token
        self.hosts = {f"{name}:{port}" for name in (HOST, "localhost")}

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer a request, or refuse it."""
        from starlette.requests import Request

        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        answer = self._refusal(Request(scope))
        await (answer or self.app)(scope, receive, _with_headers(send))

    def _refusal(self, request: Request) -> Response | None:
        from starlette.responses import RedirectResponse

        if request.headers.get("host", "") not in self.hosts:
            return self._text(phrase("this server answers to 127.0.0.1 only"), 421)
        if request.headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            return self._text(phrase("other sites may not ask"), HTTPStatus.FORBIDDEN)
        given = request.query_params.get("token", "")
        if given and request.method == "GET" and self._is_token(given):
            response = RedirectResponse(request.url.path, HTTPStatus.SEE_OTHER)
            response.set_cookie(COOKIE, self.token, httponly=True, samesite="strict")
            return response
        if not self._is_token(request.cookies.get(COOKIE, "")):
            text = phrase(
                "open the address that govreport review has printed: it carries the token"
            )
            return self._text(text, HTTPStatus.FORBIDDEN)
        if request.method not in ("GET", "HEAD") and not self._is_own(request):
            return self._text(phrase("only the page itself may save"), HTTPStatus.FORBIDDEN)
        return None

    def _text(self, reason: Phrase, status: int) -> Response:
        from starlette.responses import PlainTextResponse

        return PlainTextResponse(say(reason, self.language), status)

    def _is_token(self, text: str) -> bool:
        return hmac.compare_digest(text.encode(), self.token.encode())

    def _is_own(self, request: Request) -> bool:
        origins = {f"http://{host}" for host in self.hosts}
        return request.headers.get("origin") in origins and "x-govreport" in request.headers


def _with_headers(send: Any) -> Any:
    async def wrapped(message: Any) -> None:
        if message["type"] == "http.response.start":
            own = {name for name, _ in message["headers"]}
            headers = [(k.lower().encode(), v.encode()) for k, v in _HEADERS.items()]
            extra = [item for item in headers if item[0] not in own]
            message = {**message, "headers": [*message["headers"], *extra]}
        await send(message)

    return wrapped


class _Pages:
    """What the server answers."""

    def __init__(self, session: Session) -> None:
        self.session = session

    async def index(self, request: Request) -> Response:
        first = request.query_params.get("from", "")
        number = int(first) if first.isascii() and first.isdigit() and len(first) < 10 else 0
        return await self._page(lambda language: self.session.index_html(language, number), request)

    async def findings(self, request: Request) -> Response:
        return await self._page(self.session.findings_html, request)

    async def report(self, request: Request) -> Response:
        number = request.path_params["number"]
        return await self._page(
            lambda language: self.session.report_html(number, language), request
        )

    async def picture(self, request: Request) -> Response:
        from starlette.concurrency import run_in_threadpool
        from starlette.responses import Response

        number, page = request.path_params["number"], request.path_params["page"]
        data = await run_in_threadpool(self.session.picture, number, page)
        if data is None:
            return Response(status_code=HTTPStatus.NOT_FOUND)
        return Response(data, media_type="image/png")

    async def asset(self, request: Request) -> Response:
        from starlette.responses import Response

        from govreport.review.site import ASSETS, assets_version

        name = request.path_params["name"]
        if name not in ASSETS:
            return self._missing(self._language(request))
        kind = "text/css" if name.endswith(".css") else "text/javascript"
        headers = {}
        if request.query_params.get("v") == assets_version():
            headers["Cache-Control"] = "private, max-age=86400, immutable"
        return Response(asset(name, ASSETS[name]), media_type=kind, headers=headers)

    async def save(self, request: Request) -> Response:
        from starlette.concurrency import run_in_threadpool
        from starlette.responses import JSONResponse

        language = self._language(request)
        body = b""
        async for part in request.stream():
            body += part
            if len(body) > _MAXIMUM_BODY:
                return JSONResponse({"error": say(phrase("too much at once"), language)}, 413)
        try:
            items = _corrections(body)
            await run_in_threadpool(self.session.save, items)
        except ValueError as error:
            return JSONResponse({"error": say(str(error), language)}, HTTPStatus.BAD_REQUEST)
        except (GovReportError, OSError) as error:
            reason = say(str(error), language)
            return JSONResponse({"error": reason}, HTTPStatus.INTERNAL_SERVER_ERROR)
        return JSONResponse({"saved": len(items)})

    async def _page(self, make: Callable[[str], str], request: Request) -> Response:
        from starlette.concurrency import run_in_threadpool
        from starlette.responses import Response

        language = self._language(request)
        try:
            return Response(await run_in_threadpool(make, language), media_type=_PAGE)
        except NotYet as error:
            again = {"Refresh": "1", "Retry-After": "1"}
            return Response(say(str(error), language), HTTPStatus.SERVICE_UNAVAILABLE, again)
        except Vanished as error:
            return Response(say(str(error), language), HTTPStatus.GONE)
        except LookupError:
            return self._missing(language)

    def _language(self, request: Request) -> str:
        """The language that the address asks for, else that of the review."""
        wanted = request.query_params.get("lang", "")
        return wanted if wanted in LANGUAGES else self.session.language

    @staticmethod
    def _missing(language: str) -> Response:
        from starlette.responses import PlainTextResponse

        return PlainTextResponse(say(phrase("there is no such page"), language), 404)


def _corrections(body: bytes) -> list[Correction]:
    """The corrections that a page sends.

    Raises:
        ValueError: what is wrong, in one sentence.
    """
    try:
        data = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"no JSON: {error}") from None
    if not isinstance(data, list) or not 0 < len(data) <= _MAXIMUM_LINES:
        raise ValueError(f"expected a list of 1 to {_MAXIMUM_LINES} corrections")
    return [from_line(json.dumps(item)) for item in data]


def serve(
    session: Session,
    *,
    port: int = 0,
    announce: Callable[[str], None],
    token: str | None = None,
    failed: Callable[[Failure], None] = lambda failure: None,
) -> None:
    """Serve until the process is interrupted; what the session has not read is read meanwhile.

    Args:
        session: what is reviewed.
        port: 0 for one that is free.
        announce: is given the address to open, when the server listens.
        token: a secret; None for a new one.
        failed: is given each source that cannot be read.

    Raises:
        MissingExtra: uvicorn or starlette is not installed.
        OSError: the port is taken.
    """
    import socket

    try:
        import uvicorn
    except ImportError as error:
        raise MissingExtra("the review server needs the package uvicorn", "review") from error
    secret = token or secrets.token_urlsafe(24)
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((HOST, port))
    chosen = listening.getsockname()[1]
    app = application(session, secret, chosen)
    listening.listen(128)
    announce(f"http://{HOST}:{chosen}/?token={secret}")
    threading.Thread(target=session.finish, args=(failed,), daemon=True).start()
    settings = uvicorn.Config(app, log_level="error", access_log=False, server_header=False)
    uvicorn.Server(settings).run(sockets=[listening])
