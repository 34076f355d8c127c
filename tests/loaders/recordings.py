"""Small recordings, box by box, for tests."""


def box(name: bytes, *contents: bytes) -> bytes:
    """Return a box of an MP4."""
    body = b"".join(contents)
    return (len(body) + 8).to_bytes(4) + name + body


HEAD = box(b"ftyp", b"isom\0\0\0\0isommp41")
SOUND = box(b"mdat", bytes(range(256)) * 4)
AT = b"+51.5007-000.1246/"
OF_A_TELEPHONE = box(b"udta", box(b"\xa9xyz", b"\0\x12\x15\xc7", AT), box(b"\xa9nam", b"\0\0\0\0"))
OF_3GPP = box(b"udta", box(b"loci", b"\0\0\0\0\x15\xc7Home\0", AT))
KEYS = box(b"keys", b"\0" * 8, b"mdtacom.apple.quicktime.location.ISO6709")
OF_QUICKTIME = box(b"meta", KEYS, box(b"ilst", AT))
OF_XMP = box(b"uuid", b"\xbe" * 16, b"<exif:GPSLatitude>51,30.0N</exif:GPSLatitude>")
LONG_SOUND = (1).to_bytes(4) + b"mdat" + (16 + 99).to_bytes(8) + b"s" * 99
OPEN_SOUND = bytes(4) + b"mdat" + b"s" * 99
"""A box of 64 bits, and one that goes on to the end of the file."""
PLACES = {
    "telephone": box(b"moov", box(b"mvhd", bytes(100)), OF_A_TELEPHONE),
    "track": box(b"moov", box(b"trak", OF_A_TELEPHONE)),
    "3gpp": box(b"moov", OF_3GPP),
    "quicktime": box(b"moov", OF_QUICKTIME),
    "xmp": OF_XMP,
}
