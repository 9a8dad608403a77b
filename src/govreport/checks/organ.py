"""What kind of agency reports, concluded from its name."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from attrs import frozen

Kind: TypeAlias = Literal["government", "government_office", "township", "department", "unknown"]
Certainty: TypeAlias = Literal["certain", "likely", "unknown"]

_OFFICE = re.compile(r"(?:人民)?政府(?:办公[室厅]|办)$")
_TOWNSHIP = re.compile(r"(?:[镇乡]|苏木|街道|街道办|街道办事处|办事处|[镇乡]人民政府|[镇乡]政府)$")
_GOVERNMENT = re.compile(r"[省市县区州旗](?:人民)?政府$|[省市县区州旗盟]$")
_ZONE = re.compile(r"管理?委员?会$|(?:开发|新|园|试验|实验|示范)区$")
_DEPARTMENT = re.compile(
    r"(?:局|厅|委|委员会|办公室|中心|总队|支队|大队|队|院|所|站|馆|社|处|会|部|署|办|银行|公司|学校|大学|学院)$"
)


@frozen
class Organ:
    """A kind of agency, and how certain that is.

    Attributes:
        kind: ``government`` of a county or above, ``government_office`` (its office, which
            reports for itself or for the government), ``township`` (town, township or
            sub-district), ``department``, or ``unknown``.
        certainty: ``certain``, ``likely`` (the name is short or unusual), ``unknown``.
    """

    kind: Kind
    certainty: Certainty


def organ_of(name: str) -> Organ:
    """The kind of an agency by its name.

    >>> organ_of("洪泽区人民政府"), organ_of("乌蒙镇")
    (Organ(kind='government', certainty='certain'), Organ(kind='township', certainty='certain'))
    >>> organ_of("宿迁市").certainty, organ_of("市政府办公室").kind
    ('likely', 'government_office')
    """
    bare = re.sub(r"[(（][^()（）]*[)）]$", "", name.strip())
    if not bare:
        return Organ("unknown", "unknown")
    if _OFFICE.search(bare):
        return Organ("government_office", "certain")
    if _TOWNSHIP.search(bare):
        return Organ("township", "certain")
    if _ZONE.search(bare):
        return Organ("unknown", "unknown")  # a zone has a government's tasks and is none
    if _GOVERNMENT.search(bare):
        return Organ("government", "certain" if bare.endswith("政府") else "likely")
    if _DEPARTMENT.search(bare):
        return Organ("department", "certain" if len(bare) >= 4 else "likely")
    return Organ("unknown", "unknown")
