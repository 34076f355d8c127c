"""Signatures of decisions, made and looked at by `ssh-keygen`: no shell, and with a time limit.

Source: `ssh-keygen -Y sign` and `-Y verify`, and ALLOWED SIGNERS, in ssh-keygen(1).
"""

import os
import subprocess
import tempfile
from datetime import date
from pathlib import Path

from crossfolio.core.findings import printable
from crossfolio.core.texts import Text

NAMESPACE = "crossfolio-decision"
"""What a signature is for; one that was made for something else proves nothing here."""
SUFFIX = ".sig"
MOST_BYTES = 64 * 1024
"""Of a signature."""
_SECONDS = 20.0
_SECONDS_TO_ANSWER = 180.0
"""How long somebody may take to type in what unlocks a key."""
_LOCKED = ("incorrect passphrase", "Enter passphrase", "agent refused", "device not found")
_NO_SUCH_OPTION = ("Invalid option", "invalid option", "unknown option", "illegal option")


class SignatureError(Exception):
    """A signature that cannot be made or looked at; the text is a phrase for users."""


def is_signed(data: bytes, signature: bytes, person: str, day: date, signers: bytes) -> bool:
    """Tell whether a signature is a person's, of these bytes, by a key that was good on a day.

    Args:
        data: What was signed.
        signature: The content of the file beside it.
        person: The name under which the signers list the key.
        day: On which the key has to be good.
        signers: The content of a file of allowed signers.

    Raises:
        SignatureError: Where nobody can tell.
    """
    with tempfile.TemporaryDirectory(prefix="crossfolio-", ignore_cleanup_errors=True) as folder:
        listed, beside = Path(folder, "signers"), Path(folder, "signature")
        listed.write_bytes(signers)
        beside.write_bytes(signature)
        words = ("-Y", "verify", "-f", str(listed), "-I", person, "-n", NAMESPACE)
        noon = f"verify-time={day:%Y%m%d}120000"
        done = _run((*words, "-s", str(beside), "-O", noon), data, _SECONDS)
    said = done.stderr.decode("utf-8", "replace")
    if done.returncode and any(words in said for words in _NO_SUCH_OPTION):
        raise SignatureError(Text("this ssh-keygen is too old: OpenSSH 8.9 is needed"))
    return done.returncode == 0


def sign(data: bytes, key: Path, *, may_ask: bool) -> bytes:
    """Return a detached signature by `ssh-keygen`.

    Args:
        data: What is signed.
        key: A private key, or a public one whose private one an agent holds.
        may_ask: Whether somebody is there to unlock the key.

    Raises:
        SignatureError: Where there is none.
    """
    name = printable(str(key), 200)
    if not key.is_file():
        why = Text("it is no file") if key.exists() else Text("there is no such file")
        raise SignatureError(Text("the key {path} cannot be used: {reason}", path=name, reason=why))
    words = ("-Y", "sign", "-n", NAMESPACE, "-f", str(key.absolute()))
    limit = _SECONDS_TO_ANSWER if may_ask else _SECONDS
    done = _run(words, data, limit, may_ask=may_ask)
    if done.returncode or not done.stdout.startswith(b"-----BEGIN SSH SIGNATURE-----"):
        raise SignatureError(
            Text("the key {path} cannot be used: {reason}", path=name, reason=_why(done.stderr))
        )
    return done.stdout


def _run(
    words: tuple[str, ...], data: bytes, seconds: float, *, may_ask: bool = False
) -> "subprocess.CompletedProcess[bytes]":
    """Run ssh-keygen; where nobody may be asked, without a terminal to ask at."""
    quiet = {} if may_ask else {"SSH_ASKPASS_REQUIRE": "never"}
    try:
        return subprocess.run(  # noqa: S603 - no shell, and fixed words
            _command(words),
            input=data,
            capture_output=True,
            timeout=seconds,
            env={**os.environ, **quiet, "LC_ALL": "C"},
            start_new_session=not may_ask,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise SignatureError(
            Text("ssh-keygen took longer than {seconds} seconds", seconds=f"{seconds:g}")
        ) from None
    except OSError:
        raise SignatureError(
            Text("ssh-keygen, of OpenSSH, is not there or cannot be run")
        ) from None


def _command(words: tuple[str, ...]) -> list[str]:
    return ["ssh-keygen", *words]


def _why(error: bytes) -> Text:
    said = error.decode("utf-8", "replace").strip()
    if any(words in said for words in _LOCKED):
        return Text("it is locked; give its passphrase in a terminal, or add it to an agent")
    if "No private key found" in said or "agent" in said:
        return Text("it is a public key, and no agent holds the private one")
    if "load public key" in said or "invalid format" in said or "error in libcrypto" in said:
        return Text("it is no private key of OpenSSH")
    if "bad permissions" in said or "UNPROTECTED" in said:
        return Text("others may read it; take their rights away with `chmod 600`")
    last = said.rpartition("\n")[2]
    return (
        Text("ssh-keygen says: {words}", words=printable(last, 120))
        if last
        else Text("ssh-keygen failed without a word")
    )
