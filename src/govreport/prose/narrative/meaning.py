"""What a phrase counts, in the light of its paragraph and its sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from govreport.prose.narrative.context import Context
from govreport.prose.narrative.identifiers import (
    ITEMS,
    audience,
    by_applicant,
    by_way,
    channel,
    disputes,
    names_request,
)
from govreport.prose.narrative.phrases import Phrase
from govreport.prose.narrative.sentences import Sentence
from govreport.prose.narrative.words import CHANNELS, OF_ITEMS, Word

_OUTCOMES = {
    "upheld_": "upheld",
    "corrected_": "corrected",
    "dismissed_": "dismissed",
    "withdrawn_": "withdrawn",
    "terminated_": "terminated",
    "pending_": "pending",
    "other_result_": "other",
    "won_": "won",
    "lost_": "lost",
}
_OF_REQUESTS = {
    "replied_": "requests.replies",
    "completed_on_time_": "requests.completed.on_time",
    "completed_extended_": "requests.completed.extended",
    "refused_state_secret_": "requests.replies.refused.state_secret",
    "refused_trade_secret_": "requests.replies.refused.trade_secret",
    "refused_privacy_": "requests.replies.refused.privacy",
}
_OF_DOCUMENTS = {
    "issued_": "issued",
    "abolished_": "abolished",
    "in_force_": "in_force",
    "reviewed_": "reviewed",
}
_IN_PAIRS = {
    "received_and_handled_": ("requests.received", "requests.completed"),
    "received_and_answered_": ("requests.received", "requests.replies"),
}
_NARROWED = frozenset(
    {"proactive__items", "disclosed__items", "information_", "bare_", "published_"}
)
_DISPUTED = ("requests", "review", "litigation", "complaints")
_EXPLANATIONS = "response.policy_explanations"
_BY_HEAD = ("response.press_conferences", "response.online_interviews")
_PRODUCED = {
    "disclosed.on_request": "produced.on_request",
    "requests.replies.refused": "produced.not_disclosed",
    "requests.replies.already_public": "proactive.items",
}
_ACTIONS = re.compile(
    r"办理|处理|查处|整改|修订|审批|审核|接待|开展|完成|实施|建设|新建|签订|检查|处置|调解|化解|征集|报送|上报|采用|采编"
    r"|收集|录用|刊用|投稿|下发|转办|交办|督办|清理|受理|收到|召开|举办|组织|培训|出动|安排|投入|争取|制定|出台|印发|命名"
    r"|建立|设立|配备|涉及|关注|访问|未|无法|不"
)
_KINDS = ("类", "信息", "方面", "情况", "结果")
_NO_INFORMATION = re.compile(r"(?:目录|指南|据集|栏目|意见|建议|问题|任务|措施|制度|账号)$")
_PRINTED = ("条", "则", "篇", "份", "项", "期", "个")
_MAKES_KNOWN = ("公开", "公示", "公布")
_TAKEN_OVER = re.compile(r"采用|采纳|录用|刊用|转载")
_FILES = re.compile(r"文件\d")
_OF_COPIES = ("条", "份", "篇")
_FINISHED = ("requests.completed", "requests.replies")
_OF_INFORMATION = ("条", "则", "篇", "条次")
_PEOPLE = ("人", "人次", "名")
_DECISIONS = {"许可": "licensing", "处罚": "penalties", "强制": "coercive_measures"}
_OF_DISCLOSURE = re.compile(r"(?:涉及|涉|有关|关于)(?:到|及)?(?:政府信息|政务|信息)公开")
_ASKS = re.compile(r"(?:公开|依)申请|申请方式")
_ATTRIBUTES = re.compile(r"主动公开.{0,24}依申请公开.{0,24}不予公开")
_OTHER_ATTRIBUTE = re.compile(r"依申请公开|不予公开|依申请|不公开")
_DECIDING = re.compile(r"办理|办结|实施|采取|处置|处理|执行|下达")
_DECISION = re.compile(r"行政(?:许可|处罚|强制)(?:措施)?\d+[件宗起]")
_SHOWN = re.compile(r"公[开示布]|发布|受理")
_OF_CASES = ("件", "宗", "起", "例", "笔")
_OF_TEXTS = ("条", "份", "篇", "封")
_CHARGED = re.compile(r"[^，。；]{0,12}(?:收取|收费)")
_OWN_FIELD = 10
"""Characters of a kind of document with its field: 税收规范性文件 are all of a tax office."""
_PETITIONS = re.compile(r"来信[^，。；]{0,9}、来访|来访\d+批|网上信访")
_ON_A_SITE = re.compile(r"通过[^，。；、]{2,9}(?<!公开)信息网(?:站)?(?:主动)?(?:公开|发布|更新)")
_ACCOUNTS = ("weibo", "wechat", "video", "combined")
_FOLLOWED = frozenset({"WEIBO", "WECHAT", "VIDEO", "NEW_MEDIA"})
_IN_ALL = re.compile(r"总|[两二三四五六七八九十\d多各]个?(?:平台|账号|媒体)|全网|矩阵")
_LONGEST_CATEGORY = 24  # characters


def identify(phrase: Phrase, context: Context, sentence: Sentence) -> tuple[str, ...]:
    """The identifiers that one parsed phrase states; none when its meaning stays open.

    ``part`` stands for "a part of what was stated before".
    """
    name = phrase.name
    if phrase.category is not None:
        return _narrowed(phrase, context)
    if name in ("bare_", "published_"):
        return _bare(phrase, context)
    if name == "information_":
        if context.part:
            return ("part",)
        if phrase.has_subject and phrase.organ is None:
            return ()
        return ("proactive.items" if context.topic == "proactive" else "disclosed.items",)
    special = _special(phrase, context, sentence)
    if special is not None:
        return special
    if not name.endswith("_"):
        identifier = name.replace("__", ".")
        if context.of_produced:
            identifier = _PRODUCED.get(identifier, identifier)
        return (identifier,)
    if phrase.has_subject and (phrase.organ is None or context.inherited):
        shared = name == "received_" and "requests.received" in context.known
        return ("requests.received",) if shared and shares(phrase.organ) else ()
    return _relative(phrase, context)


def shares(organ: str | None) -> bool:
    """Whether an organ's name says that the figures of a whole are given one by one."""
    return organ is not None and (organ.startswith(("各", "其他")) or organ.endswith("本级"))


def _bare(phrase: Phrase, context: Context) -> tuple[str, ...]:
    """A figure without a noun: what it counts was said before."""
    whole = context.whole
    if context.part:
        return ("part",)
    if phrase.organ and whole and whole[0].startswith(ITEMS) and whole[1] == phrase.unit:
        return ("part",)
    if whole and whole[0] in ("review", "litigation") and _OF_DISCLOSURE.search(phrase.text):
        return ("part",) if whole[1] == phrase.unit else ()
    if phrase.unit in _PEOPLE and context.last == "meetings_and_training.courses":
        return ("meetings_and_training.trainees",)
    documents = f"proactive.{context.documents}"
    goes_on = phrase.unit == "件" and (context.last or "").startswith(documents)
    if phrase.name == "published_" and goes_on:
        return (f"{documents}_disclosed",)
    if phrase.name == "published_" and context.last == f"audience.{context.place}.followers":
        said = phrase.unit in _OF_COPIES and not phrase.has_subject
        return (f"proactive.channels.{context.place}",) if said else ()
    said = phrase.name == "published_" and phrase.unit in _OF_INFORMATION
    if said and context.place is None and (phrase.organ or not phrase.has_subject):
        return ("disclosed.items",)
    return ()


def _narrowed(phrase: Phrase, context: Context) -> tuple[str, ...]:
    """A figure of one category: a part, never the whole."""
    name, category = phrase.name, phrase.category or ""
    if context.last == "requests.charged" and category == "金额":
        return ("fees_charged",) if phrase.unit == "元" else ()  # 收取信息处理费1笔、金额340元
    if name not in _NARROWED:
        if "normative" in name and len(category) <= _OWN_FIELD and "其" not in category:
            named = () if name.endswith("_") else (name.replace("__", "."),)
            return _documents(phrase, context) or named
        if name == "channel" and _TAKEN_OVER.search(category):
            return ()  # 报送的信息被省级网站采用9条
        identifier = _channel(phrase)[0] if name == "channel" else name.replace("__", ".")
        if identifier.endswith("_"):
            return ()
        several = "等" in category or "多" in category
        return (identifier if several else identifier.removesuffix(".part") + ".part",)
    if len(category) > _LONGEST_CATEGORY or _NO_INFORMATION.search(category):
        return ()
    if _OTHER_ATTRIBUTE.search(phrase.text):
        return ()  # 主动公开文件35件、依申请公开文件6件: no category of what is disclosed
    if context.last == "gazette.issues" and any(w.type == "PUBLISH" for w in phrase.words):
        return ("proactive.channels.gazette",)
    whole = context.whole
    among = phrase.unit in _OF_INFORMATION and whole is not None and whole[0].startswith(ITEMS)
    if not among and _ACTIONS.search(category) and not category.endswith(_KINDS):
        return ()
    said = {word.type for word in phrase.words}
    if whole is not None and (context.part or whole[0].startswith(ITEMS)):
        listed = whole[0] in context.stated if said & OF_ITEMS else whole[1] == phrase.unit
        if context.part or listed:
            return ("part",)
    if context.series is not None and not said & OF_ITEMS:
        unit = context.series[1]
        if unit == phrase.unit or (unit in _PRINTED and phrase.unit in _PRINTED):
            return (context.series[0],)
    if "DISCLOSE" in said:
        return ("proactive.items.part",)
    if category.endswith("公示") and not _SHOWN.search(phrase.text.partition(category)[0]):
        return ()
    printed = phrase.unit in _PRINTED or _FILES.search(phrase.text)
    shown = printed and any(verb in phrase.text for verb in _MAKES_KNOWN)
    if "转发" in phrase.text and said.isdisjoint(CHANNELS):
        return ()
    if "PUBLISH" in said and (phrase.unit in _OF_INFORMATION or shown or "INFO" in said):
        return ("disclosed.items.part",)
    return ()


def _special(phrase: Phrase, context: Context, sentence: Sentence) -> tuple[str, ...] | None:
    """Names of phrases that words, paragraph or sentence resolve; None for the others."""
    name, words = phrase.name, phrase.words
    if name == "charged_":
        return ("requests.charged",) if words[0].type == "CHARGE" else ()
    if name in _IN_PAIRS:
        return _IN_PAIRS[name]
    if name in _BY_WORDS:
        return _BY_WORDS[name](words)
    if name == "channel" and context.last == "proposals" and phrase.unit == "件":
        unnamed = not any(word.type == "INFO" for word in words)
        return ("proposals.disclosed",) if unnamed else _channel(phrase)
    if name == "channel":
        return _channel(phrase)
    if name in ("disclosed__items", "proactive__items") and _ON_A_SITE.search(phrase.text):
        return ("proactive.channels.website",)
    if name == "followers" and _is_registered(phrase, context):
        return ()  # 政务服务网注册用户412万
    if name in ("followers", "visits"):
        return audience(name, words, _place(phrase, context))
    if name.startswith(("mailbox", "consultations")) and _is_petition(phrase, sentence):
        return ()
    if name == "of_people_":
        asked = context.part and (context.whole or ("",))[0] == "consultations"
        return ("part",) if asked else ()  # 咨询1076人次，其中现场803人次
    if name == "outreach__leaflets" and phrase.unit in _OF_INFORMATION:
        listed = context.whole is not None and context.whole[0].startswith(ITEMS)
        return ("part",) if listed else ()  # 公开信息194条，包括办事指南35条
    if name == "by_way_":
        asked = "申请" in phrase.text or _ASKS.search(sentence.text) is not None
        return by_way(words, "requests" if asked else context.topic)
    if name == "by_applicant_":
        return by_applicant(words, context.topic)
    if name in ("trainees_", "attendance_"):
        return ("meetings_and_training.trainees",) if sentence.mentions_training else ()
    if name == "resources__staff" and not sentence.mentions_disclosure:
        return ()  # the organ's whole staff
    if name == "explanation_form_":
        forms = sum(word.type == "EXPLANATION_FORM" for word in words)
        several = forms > 1 or "等" in phrase.text or "多元" in phrase.text
        return (_EXPLANATIONS if several else f"{_EXPLANATIONS}.part",)
    if name in ("asked_", "requests__received"):
        return _asked(phrase, context, sentence)
    if name == "participation__consultations" and phrase.unit in _OF_TEXTS:
        return ()  # 收到意见建议230条: what people said, not how often they were asked
    if name == "consultations" and context.topic == "requests" and "咨询" not in phrase.text:
        return None if phrase.unit != "件" else ()  # 来函1件、来访1件: how requests came
    if "petition" in name and not _is_of_request(phrase, context, sentence):
        return ()  # 受理信访事项30件
    if phrase.unit == "条" and _ATTRIBUTES.search(sentence.text):
        attribute = _PRODUCED.get(name.replace("__", "."))
        if attribute is not None:
            return (attribute,)  # 主动公开信息260条、依申请公开信息3条、不予公开信息5条
    if phrase.is_none and name.startswith("requests__replies"):
        known = context.topic == "requests" or "申请" in sentence.text
        return None if known or context.of_produced else ()
    documents = _documents(phrase, context)
    return documents if documents is not None else _after(phrase, context, sentence)


def _is_of_request(phrase: Phrase, context: Context, sentence: Sentence) -> bool:
    """Whether what is called a petition is a request for information."""
    said = {word.type for word in phrase.words}
    if "RECEIVE" in said:
        return False
    return context.topic == "requests" or "申请" in sentence.text or "NOT_PROCESSED" in said


def _is_petition(phrase: Phrase, sentence: Sentence) -> bool:
    """Whether letters and visits are those of petitioners: 群众来信1.3万件、来访4120批次."""
    if "信箱" in phrase.text or "留言" in phrase.text or "咨询" in phrase.text:
        return False
    return phrase.unit == "批次" or _PETITIONS.search(sentence.text) is not None


def _channel(phrase: Phrase) -> tuple[str, ...]:
    return channel(phrase.words, phrase.text)


def _is_registered(phrase: Phrase, context: Context) -> bool:
    """Whether users of a service are counted, not those who follow an account."""
    followed = context.place in _ACCOUNTS or any(w.type in _FOLLOWED for w in phrase.words)
    return ("注册" in phrase.text or "用户" in phrase.text) and not followed


def _place(phrase: Phrase, context: Context) -> str | None:
    """The channel whose audience is meant: none for that of several together."""
    channels = [one for one in context.stated if one.startswith("proactive.channels.")]
    if phrase.name == "followers" and _IN_ALL.search(phrase.text) and len(channels) > 1:
        return None
    return context.place


def _social(words: Sequence[Word]) -> tuple[str, ...]:
    other = any(word.type == "OTHER_CHANNEL" for word in words)
    return (f"response.{'other' if other else 'social_media'}_responses",)


_BY_WORDS: dict[str, Callable[[Sequence[Word]], tuple[str, ...]]] = {
    "dispute": disputes,
    "social_": _social,
}


def _asked(phrase: Phrase, context: Context, sentence: Sentence) -> tuple[str, ...] | None:
    """Requests without a verb: received, or those for which a fee was charged."""
    received = any(word.type == "RECEIVE" for word in phrase.words)
    if not received and _CHARGED.match(sentence.text, phrase.end):
        return ("requests.charged",)
    if phrase.name != "asked_":
        return None
    asked = context.topic == "requests" or "信息处理费" in sentence.text
    return ("requests.received",) if asked else ()


def _documents(phrase: Phrase, context: Context) -> tuple[str, ...] | None:
    """Rules and normative documents: what was done with them, and which of the two it was."""
    name = phrase.name
    if name == "normative_":
        in_part = context.part and (
            context.topic == "proactive" or (context.whole or ("",))[0].startswith(ITEMS)
        )
        if in_part:
            return ("proactive.normative_documents_disclosed",)
        last = context.last or ""  # 公开规章3件，规范性文件28件
        done = last.removeprefix("proactive.rules_")
        return (f"proactive.normative_documents_{done}",) if done != last else ()
    for kind in ("normative_documents", "rules"):
        if name == f"proactive__{kind}_disclosed":
            issued = "发布" in phrase.text and "公开" not in phrase.text
            return (f"proactive.{kind}_{'issued' if issued else 'disclosed'}",)
    if name not in _OF_DOCUMENTS:
        return None
    if context.documents is None or (phrase.has_subject and phrase.organ is None):
        return ()
    return (f"proactive.{context.documents}_{_OF_DOCUMENTS[name]}",)


def _after(phrase: Phrase, context: Context, sentence: Sentence) -> tuple[str, ...] | None:
    """Phrases that go on with the figure before them."""
    name, last = phrase.name, context.last or ""
    if name == "by_head_":
        return (f"{last}_by_head",) if last in _BY_HEAD else ()
    if name == "added_":
        return ("added",) if context.grown and context.whole else ()
    listed = context.whole is not None and context.whole[0].startswith(ITEMS)
    if name == "proposals" and context.part and listed and phrase.unit in _OF_INFORMATION:
        return ("part",)
    if name == "carried_":
        after = _FINISHED if phrase.unit is not None else ("requests.",)
        return ("requests.carried_forward",) if last.startswith(after) else ()
    among = context.part and (listed or context.series is not None)
    if name.startswith("decisions__") and phrase.unit in _OF_COPIES and among:
        # 公开行政执法信息358条，其中行政许可决定142条
        return ("part",) if context.series is None else (context.series[0],)
    if name.startswith("decisions__") and phrase.unit in _OF_COPIES:
        shown = not OF_ITEMS.isdisjoint(word.type for word in phrase.words)
        return ("disclosed.items.part",) if shown else None
    if name == "decided_" and (phrase.is_none or _is_decided(phrase, sentence)):
        return tuple(f"decisions.{kind}" for key, kind in _DECISIONS.items() if key in phrase.text)
    if name == "decided_" and phrase.unit in _PRINTED:
        shown = not OF_ITEMS.isdisjoint(word.type for word in phrase.words)
        if listed:
            return ("part",)
        if context.series is not None and not shown:
            return (context.series[0],)
        return ("disclosed.items.part",) if shown else ()
    if name == "decided_":
        kinds = [_DECISIONS[key] for key in _DECISIONS if key in phrase.text]
        return tuple(f"decisions.{kind}" for kind in kinds) if last.startswith("decisions.") else ()
    if name == "disclosed__items" and context.place and last.startswith("audience."):
        here = f"audience.{context.place}." in last
        return (f"proactive.channels.{context.place}",) if here else None
    if name in ("replied_", "completed_") and last.startswith("mailbox."):
        return ("mailbox.replies",)
    if name == "published_" and last == "gazette.issues":
        return ("proactive.channels.gazette",)
    return None


def _is_decided(phrase: Phrase, sentence: Sentence) -> bool:
    """Whether a figure of 行政许可 counts decisions, by what is done: 办理行政许可340件."""
    if "作出" in phrase.text:
        return True
    if phrase.unit not in _OF_CASES or "受理" in phrase.text:
        return False
    if _DECIDING.search(phrase.text):
        return True
    several = len(_DECISION.findall(sentence.text)) > 1  # 行政许可340件、行政处罚21件
    return several and not _SHOWN.search(sentence.text)


def _relative(phrase: Phrase, context: Context) -> tuple[str, ...]:
    name, topic = phrase.name, context.topic
    if name in _OF_REQUESTS:
        known = topic == "requests" or names_request(phrase.words)
        return (_OF_REQUESTS[name],) if known else ()
    topic = phrase.topic if phrase.topic in _DISPUTED else topic
    if topic not in _DISPUTED:
        return ()
    if name == "completed_":
        return (f"{topic}.completed",)
    if name == "received_":
        if topic == "requests":
            return ("requests.received",)
        return (f"{topic}.accepted",) if topic in context.stated else (topic,)
    if name == "withdrawn_" and topic == "requests":
        return ("requests.withdrawn",)
    if name == "handled_":
        handled = topic == "requests" and "办理" in phrase.text
        leaning = (context.last or "").startswith("requests.received") and not phrase.has_subject
        by_organ = context.part and phrase.organ is not None
        return ("requests.handled",) if handled and (leaning or by_organ) else ()
    if topic not in ("review", "litigation"):
        return ()
    outcome = _OUTCOMES[name]
    if topic == "litigation" and outcome in ("upheld", "dismissed"):
        outcome = "upheld_or_dismissed"
    return (f"{topic}.{outcome}",)
