"""The protocol of pygls, with an answer to every request, and without what it keeps for ever."""

from collections.abc import Generator
from typing import Any

from lsprotocol import types as t
from pygls.exceptions import (
    JsonRpcException,
    JsonRpcInvalidRequest,
    JsonRpcMethodNotFound,
    JsonRpcParseError,
    JsonRpcServerNotInitialized,
)
from pygls.protocol import LanguageServerProtocol
from pygls.protocol.language_server import lsp_method

# ruff: noqa: ANN401 - messages are any JSON, as pygls has it

_Steps = Generator[Any, Any, None]


class Protocol(LanguageServerProtocol):
    """Answers what pygls 2.1 leaves without an answer, and forgets what is dealt with.

    A client waits for ever for an answer that does not come. So a request that is malformed,
    or that comes before the server is initialized or after it was shut down, is refused.
    """

    def structure_message(self, data: dict[str, Any]) -> Any:
        """Leave a part of a message as it is: a message is taken apart as a whole."""
        return data

    def handle_message(self, message: Any) -> None:
        """Deal with a message, or refuse it where it is a request that cannot be dealt with."""
        wrong = self._wrong(message)
        if wrong is None:
            try:
                known = super().structure_message(message)
            except JsonRpcException as error:
                wrong = error
            else:
                super().handle_message(known)  # pyright: ignore[reportArgumentType]
        if wrong is not None and (not isinstance(message, dict) or "id" in message):
            self.refuse(message.get("id") if isinstance(message, dict) else None, wrong)

    def refuse(self, number: Any, why: JsonRpcException) -> None:
        """Answer a request with an error of JSON-RPC.

        Args:
            number: The request's; `None` where it cannot be known.
            why: The error.
        """
        known = number if isinstance(number, int | str) else None
        error = why.to_response_error()
        said = {"code": error.code, "message": error.message}
        self._send_data({"jsonrpc": self.VERSION, "id": known, "error": said})

    def refuse_unread(self) -> None:
        """Answer what is no JSON."""
        self.refuse(None, JsonRpcParseError("this is no JSON"))

    def _wrong(self, message: Any) -> JsonRpcException | None:
        """Return why a message cannot be dealt with; `None` where it can, as far as it tells."""
        if not isinstance(message, dict) or message.get("jsonrpc") != self.VERSION:
            return JsonRpcInvalidRequest("this is no message of JSON-RPC 2.0")
        if "result" in message or "error" in message:
            return None
        method = message.get("method")
        if not isinstance(method, str):
            return JsonRpcInvalidRequest("there is no method")
        if self.get_message_type(method) is None:
            return JsonRpcMethodNotFound("there is no such method")
        return self._untimely(method)

    def _untimely(self, method: str) -> JsonRpcException | None:
        """Return why a method cannot be called now."""
        if method == t.EXIT:
            return None
        if self._shutdown:
            return JsonRpcInvalidRequest("the server was shut down")
        if method == t.INITIALIZE:
            again = self._workspace is not None
            return JsonRpcInvalidRequest("the server is initialized already") if again else None
        if self._workspace is None:
            return JsonRpcServerNotInitialized("the server is not initialized")
        return None

    @lsp_method(t.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: t.DidOpenTextDocumentParams) -> _Steps:
        """Hand on a document; the server keeps its text, and pygls need not as well."""
        yield self.fm.features[t.TEXT_DOCUMENT_DID_OPEN], (params,), None

    @lsp_method(t.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: t.DidChangeTextDocumentParams) -> _Steps:
        """Hand on changes; pygls would count lines as Python does, and not as the protocol."""
        yield self.fm.features[t.TEXT_DOCUMENT_DID_CHANGE], (params,), None

    @lsp_method(t.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: t.DidCloseTextDocumentParams) -> _Steps:
        """Hand on that a document is closed."""
        yield self.fm.features[t.TEXT_DOCUMENT_DID_CLOSE], (params,), None

    def _execute_handler(self, msg_id: Any, *args: Any, **kwargs: Any) -> None:
        """Forget every message once it is dealt with.

        pygls keeps the future of each notification that one of its own handlers takes part
        in, and with it the whole text that came along: every keystroke would stay in memory.
        """
        super()._execute_handler(msg_id, *args, **kwargs)
        future = self._request_futures.get(msg_id)
        if future is not None:
            future.add_done_callback(lambda _: self._request_futures.pop(msg_id, None))
