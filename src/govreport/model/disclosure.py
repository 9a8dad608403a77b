"""Section 二, 主动公开政府信息情况: what was published on the agency's own initiative."""

from __future__ import annotations

from attrs import frozen

from govreport.model.values import Amount, Count


@frozen
class DocumentCounts:
    """第二十条第(一)项, one row (规章 or 规范性文件), in 件.

    The 2019 form has the first three columns, the 2021 form the last three; they are not
    equivalents (国办公开办函〔2019〕60号, 〔2021〕30号).
    """

    newly_made: Count | None = None
    newly_disclosed: Count | None = None
    total_disclosed: Count | None = None
    issued: Count | None = None
    abolished: Count | None = None
    in_force: Count | None = None


@frozen
class ServiceCounts:
    """第二十条第(五)项 or 第(六)项, one row.

    ``previous_year_items`` and ``change`` (项, signed) stand in the 2019 form only,
    ``decisions`` (件) in both.
    """

    previous_year_items: Count | None = None
    change: Count | None = None
    decisions: Count | None = None


@frozen
class FeeCounts:
    """第二十条第(八)项, 行政事业性收费: items in the 2019 form, money (万元) in the 2021 form."""

    previous_year_items: Count | None = None
    change: Count | None = None
    amount: Amount | None = None


@frozen
class ProcurementCounts:
    """第二十条第(九)项, 政府集中采购; 2019 form only. The form prints no unit for the amount."""

    project_count: Count | None = None
    amount: Amount | None = None


@frozen
class ProactiveDisclosure:
    """The table of section 二. A row that the document does not print is None."""

    rules: DocumentCounts | None = None
    normative_documents: DocumentCounts | None = None
    licensing: ServiceCounts | None = None
    other_external_services: ServiceCounts | None = None
    penalties: ServiceCounts | None = None
    coercive_measures: ServiceCounts | None = None
    administrative_fees: FeeCounts | None = None
    centralised_procurement: ProcurementCounts | None = None
