"""The pictures that a Word paragraph shows: its drawings, by the parts that they refer to."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from attrs import frozen

from govreport.errors import GovReportError
from govreport.readers.docx_text import DELETED, MAIN
from govreport.readers.limits import Limits
from govreport.readers.package import parse_xml, read_member

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_EMBED = tuple(f"{{{space}}}embed" for space in (_RELATIONS, _STRICT))
_ID = tuple(f"{{{space}}}id" for space in (_RELATIONS, _STRICT))
_BLIP, _OLD = "}blip", "{urn:schemas-microsoft-com:vml}imagedata"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BOX = MAIN + "txbxContent"


@frozen
class Pictures:
    """The pictures of a Word file: relation id -> part, unpacked when asked for."""

    package: zipfile.ZipFile
    parts: Mapping[str, str]
    limits: Limits

    @classmethod
    def of(cls, package: zipfile.ZipFile, part: str, limits: Limits) -> Pictures:
        """Read the relations of the document part; without them there are no pictures."""
        folder, name = posixpath.split(part)
        relations = f"{folder}/_rels/{name}.rels"
        parts: dict[str, str] = {}
        if relations in package.namelist():
            for relation in parse_xml(read_member(package, relations, limits)):
                if relation.get("TargetMode") != "External":
                    target = posixpath.join("/" + folder, relation.get("Target") or "")
                    parts[relation.get("Id") or ""] = posixpath.normpath(target).lstrip("/")
        return cls(package, parts, limits)

    def in_paragraph(self, paragraph: Element) -> Iterator[bytes]:
        """The pictures drawn in a paragraph, without those of text boxes in it."""
        stack = list(reversed(paragraph))
        while stack:
            element = stack.pop()
            if element.tag in DELETED or element.tag in (_BOX, _FALLBACK):
                continue
            keys = _EMBED if str(element.tag).endswith(_BLIP) else ()
            keys = _ID if element.tag == _OLD else keys
            for part in (self.parts.get(element.get(key) or "") for key in keys):
                data = self._data(part) if part else b""
                if data:
                    yield data
            stack.extend(reversed(element))

    def _data(self, part: str) -> bytes:
        try:
            return read_member(self.package, part, self.limits)
        except GovReportError:
            return b""  # a picture that is missing or too large is no reason to refuse the text
