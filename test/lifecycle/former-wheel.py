"""A wheel as if it were of an older version: `former-wheel.py WHEEL MADE VERSION`.

It says that version everywhere, and the parts of its agent have other names, as bundles of another build have.
"""

import base64
import hashlib
import re
import sys
import zipfile

wheel, made, version = sys.argv[1:]
with zipfile.ZipFile(wheel) as archive:
    contents = {name: archive.read(name) for name in archive.namelist()}
(metadata,) = (name for name in contents if name.endswith(".dist-info/METADATA"))
now = re.search(r"studiolo-([^-]+)\.dist-info", metadata)[1]
parts = {
    match[1]: f"{match[1]}-former"
    for name in contents
    if (match := re.fullmatch(r"studiolo/agent/([\w-]+-[A-Z0-9]{8})\.mjs", name))
}
assert parts, "the agent is one file"


def former(text: bytes) -> bytes:
    for part, other in parts.items():
        text = text.replace(f"{part}.mjs".encode(), f"{other}.mjs".encode())
    return text.replace(f'"{now}"'.encode(), f'"{version}"'.encode())


older = {}
for name, data in contents.items():
    if name.endswith("/RECORD"):
        continue
    renamed = former(name.encode()).decode().replace(f"studiolo-{now}.", f"studiolo-{version}.")
    data = former(data) if name.endswith((".mjs", ".cjs", ".json")) else data
    older[renamed] = data.replace(f"Version: {now}\n".encode(), f"Version: {version}\n".encode())
record = f"studiolo-{version}.dist-info/RECORD"
lines = [
    f"{name},sha256={base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b'=').decode()},{len(data)}"
    for name, data in older.items()
]
older[record] = ("\n".join([*lines, f"{record},,"]) + "\n").encode()
with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
    for name, data in older.items():
        archive.writestr(name, data)
