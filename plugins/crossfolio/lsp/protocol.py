"""The protocol of pygls, without what it keeps for ever."""

from typing import Any

from pygls.protocol import LanguageServerProtocol


class Protocol(LanguageServerProtocol):
    """Forgets every message once it is dealt with.

    pygls 2.1 keeps the future of each notification that one of its own handlers takes part
    in, and with it the whole text that came along: every keystroke would stay in memory.
    """

    def _execute_handler(self, msg_id: Any, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as pygls has it
        super()._execute_handler(msg_id, *args, **kwargs)
        future = self._request_futures.get(msg_id)
        if future is not None:
            future.add_done_callback(lambda _: self._request_futures.pop(msg_id, None))
