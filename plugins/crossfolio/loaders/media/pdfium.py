"""PDFium, the reader of Chromium, as far as the text of a document needs it.

The library comes with the package pypdfium2, whose own declarations of all its functions take
25 ms and more to load; the ten that are called here take 2. Source: its public headers
`fpdfview.h`, `fpdf_doc.h` and `fpdf_text.h`.
"""

import ctypes
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import c_char_p, c_int, c_size_t, c_ulong, c_void_p
from functools import partial
from importlib.util import find_spec
from typing import Any

_NAMES = {"win32": "pdfium.dll", "darwin": "libpdfium.dylib"}
"""What the library is called; elsewhere `libpdfium.so`."""
_NEEDS_PASSWORD = 4
_UNPROTECTED = -1
_HYPHEN = "\ufffe"
"""What stands for a hyphen with which a line ends, and for the end of the line."""
_FUNCTIONS: dict[str, tuple[Any, tuple[Any, ...]]] = {
    "FPDF_InitLibrary": (None, ()),
    "FPDF_LoadMemDocument64": (c_void_p, (c_char_p, c_size_t, c_char_p)),
    "FPDF_GetLastError": (c_ulong, ()),
    "FPDF_GetSecurityHandlerRevision": (c_int, (c_void_p,)),
    "FPDF_GetMetaText": (c_ulong, (c_void_p, c_char_p, c_void_p, c_ulong)),
    "FPDF_GetPageCount": (c_int, (c_void_p,)),
    "FPDF_LoadPage": (c_void_p, (c_void_p, c_int)),
    "FPDFText_LoadPage": (c_void_p, (c_void_p,)),
    "FPDFText_CountChars": (c_int, (c_void_p,)),
    "FPDFText_GetText": (c_int, (c_void_p, c_int, c_int, c_void_p)),
    "FPDFText_ClosePage": (None, (c_void_p,)),
    "FPDF_ClosePage": (None, (c_void_p,)),
    "FPDF_CloseDocument": (None, (c_void_p,)),
}
"""What is called, with the type that it returns and those that it takes."""


class PdfError(Exception):
    """A document or a page that PDFium cannot read."""


class Pdf:
    """An open document."""

    def __init__(self, library: ctypes.CDLL, data: bytes) -> None:
        """Open a document.

        Args:
            library: PDFium.
            data: The file, which has to be kept as long as the document is open.

        Raises:
            PdfError: Where it cannot be read.
        """
        self._library = library
        self._document = library.FPDF_LoadMemDocument64(data, len(data), None)
        self.is_encrypted = self._is_encrypted()
        if not self._document and not self.is_encrypted:
            raise PdfError

    def close(self) -> None:
        """Close the document."""
        self._library.FPDF_CloseDocument(self._document)

    def property(self, name: bytes) -> str:
        """Return what the document says of itself under a name; empty where it says nothing."""
        size = self._library.FPDF_GetMetaText(self._document, name, None, 0)
        buffer = ctypes.create_string_buffer(size)
        self._library.FPDF_GetMetaText(self._document, name, buffer, size)
        return _text(buffer.raw[: size - 2])

    def pages(self) -> Iterator[str]:
        """Give the text of each page.

        Raises:
            PdfError: At a page that cannot be read.
        """
        for number in range(self._library.FPDF_GetPageCount(self._document)):
            with self._page(number) as page:
                size = self._library.FPDFText_CountChars(page)
                # Two units are the most that a character takes, and one ends the text.
                buffer = ctypes.create_string_buffer(4 * max(size, 0) + 2)
                units = self._library.FPDFText_GetText(page, 0, size, buffer)
            yield _text(buffer.raw[: 2 * units - 2])

    def _is_encrypted(self) -> bool:
        if not self._document:
            return bool(self._library.FPDF_GetLastError() == _NEEDS_PASSWORD)
        revision: int = self._library.FPDF_GetSecurityHandlerRevision(self._document)
        return revision != _UNPROTECTED

    @contextmanager
    def _page(self, number: int) -> Iterator[int]:
        """Open a page and what there is of text on it."""
        page = self._library.FPDF_LoadPage(self._document, number)
        text = self._library.FPDFText_LoadPage(page) if page else None
        if not text:
            raise PdfError
        try:
            yield text
        finally:
            self._library.FPDFText_ClosePage(text)
            self._library.FPDF_ClosePage(page)


def load_pdfium() -> Callable[[bytes], Pdf]:
    """Load PDFium, and return what opens a document.

    Raises:
        OSError: Where it is not installed.
    """
    found = find_spec("pypdfium2_raw")
    folders = found.submodule_search_locations if found else None
    if not folders:
        raise OSError
    library = ctypes.CDLL(f"{folders[0]}/{_NAMES.get(sys.platform, 'libpdfium.so')}")
    for name, (returned, taken) in _FUNCTIONS.items():
        function = getattr(library, name)
        function.restype, function.argtypes = returned, taken
    library.FPDF_InitLibrary()
    return partial(Pdf, library)


def _text(units: bytes) -> str:
    """Return a text in UTF-16, with line ends as everywhere."""
    text = units.decode("utf-16-le", "replace")
    return text.replace("\r\n", "\n").replace(_HYPHEN, "-\n")
