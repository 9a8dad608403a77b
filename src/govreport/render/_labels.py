"""Labels of the official forms, looked up by identifier.

Source: 国办公开办函〔2019〕60号 and 〔2021〕30号. Punctuation as the acts print it.
"""

from __future__ import annotations

_LABELS = {
    "proactive_disclosure": "主动公开政府信息情况",
    "requests": "收到和处理政府信息公开申请情况",
    "review_and_litigation": "政府信息公开行政复议、行政诉讼情况",
    "statistics": "政府信息公开情况统计表",
    # Table 2
    "proactive_disclosure.item_1": "第二十条第（一）项",
    "proactive_disclosure.item_5": "第二十条第（五）项",
    "proactive_disclosure.item_6": "第二十条第（六）项",
    "proactive_disclosure.item_8": "第二十条第（八）项",
    "proactive_disclosure.item_9": "第二十条第（九）项",
    "proactive_disclosure.content": "信息内容",
    "proactive_disclosure.rules": "规章",
    "proactive_disclosure.normative_documents": "规范性文件",
    "proactive_disclosure.licensing": "行政许可",
    "proactive_disclosure.other_external_services": "其他对外管理服务事项",
    "proactive_disclosure.penalties": "行政处罚",
    "proactive_disclosure.coercive_measures": "行政强制",
    "proactive_disclosure.administrative_fees": "行政事业性收费",
    "proactive_disclosure.centralised_procurement": "政府集中采购",
    "newly_made": "本年新制作数量",
    "newly_disclosed": "本年新公开数量",
    "total_disclosed": "对外公开总数量",
    "issued": "本年制发件数",
    "abolished": "本年废止件数",
    "in_force": "现行有效件数",
    "previous_year_items": "上一年项目数量",
    "change": "本年增/减",
    "decisions": "处理决定数量",
    "project_count": "采购项目数量",
    "amount": "采购总金额",
    # Table 3
    "requests.note": "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
    "requests.applicants": "申请人情况",
    "requests.organisations": "法人或其他组织",
    "natural_person": "自然人",
    "commercial_enterprise": "商业企业",
    "research_institution": "科研机构",
    "public_welfare_organisation": "社会公益组织",
    "legal_service_organisation": "法律服务机构",
    "other": "其他",
    "total": "总计",
    "requests.new_requests": "一、本年新收政府信息公开申请数量",
    "requests.carried_over": "二、上年结转政府信息公开申请数量",
    "requests.results": "三、本年度办理结果",
    "requests.results.disclosed": "（一）予以公开",
    "requests.results.partially_disclosed": (
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"
    ),
    "requests.results.withheld": "（三）不予公开",
    "requests.results.withheld.state_secret": "1.属于国家秘密",
    "requests.results.withheld.prohibited_by_law": "2.其他法律行政法规禁止公开",
    "requests.results.withheld.security_and_stability": "3.危及“三安全一稳定”",
    "requests.results.withheld.third_party_rights": "4.保护第三方合法权益",
    "requests.results.withheld.internal_affairs": "5.属于三类内部事务信息",
    "requests.results.withheld.deliberative_process": "6.属于四类过程性信息",
    "requests.results.withheld.enforcement_files": "7.属于行政执法案卷",
    "requests.results.withheld.administrative_enquiry": "8.属于行政查询事项",
    "requests.results.unavailable": "（四）无法提供",
    "requests.results.unavailable.not_held": "1.本机关不掌握相关政府信息",
    "requests.results.unavailable.requires_creation": "2.没有现成信息需要另行制作",
    "requests.results.unavailable.still_unclear": "3.补正后申请内容仍不明确",
    "requests.results.not_processed": "（五）不予处理",
    "requests.results.not_processed.petition_or_complaint": "1.信访举报投诉类申请",
    "requests.results.not_processed.duplicate": "2.重复申请",
    "requests.results.not_processed.public_publication": "3.要求提供公开出版物",
    "requests.results.not_processed.excessive": "4.无正当理由大量反复申请",
    "requests.results.not_processed.confirm_or_reissue": ("5.要求行政机关确认或重新出具已获取信息"),
    "requests.results.other_handling": "（六）其他处理",
    "requests.results.other_handling.combined": "（六）其他处理",
    "requests.results.other_handling.correction_overdue": (
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
    ),
    "requests.results.other_handling.fee_unpaid": (
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"
    ),
    "requests.results.other_handling.miscellaneous": "3.其他",
    "requests.results.total": "（七）总计",
    "requests.carried_forward": "四、结转下年度继续办理",
    # Table 4
    "review_and_litigation.litigation": "行政诉讼",
    "review_and_litigation.review": "行政复议",
    "review_and_litigation.litigation_direct": "未经复议直接起诉",
    "review_and_litigation.litigation_after_review": "复议后起诉",
    "upheld": "结果维持",
    "corrected": "结果纠正",
    "other_result": "其他结果",
    "pending": "尚未审结",
    # Table of 2014
    "statistics.indicator": "统计指标",
    "statistics.unit": "单位",
    "statistics.number": "统计数",
}

_LABELS_2021 = {
    "proactive_disclosure.normative_documents": "行政规范性文件",
    "decisions": "本年处理决定数量",
    "amount": "本年收费金额（单位：万元）",
}


def label(identifier: str, form: str = "2019") -> str:
    """The official label of a table, row or column.

    >>> label("requests.results.total")
    '（七）总计'
    >>> label("decisions", "2021")
    '本年处理决定数量'
    """
    if form == "2021" and identifier in _LABELS_2021:
        return _LABELS_2021[identifier]
    return _LABELS[identifier]
