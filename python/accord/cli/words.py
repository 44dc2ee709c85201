"""What the command line says, in Chinese and English; Chinese unless the locale is English."""

from __future__ import annotations

import os

__all__ = ["language_of_machine", "say"]

# code -> (zh-Hans, zh-Hant, en)
_WORDS: dict[str, tuple[str, str, str]] = {
    "help": (
        "金融纠纷的案卷库：受理、办理、结算、文书、报表、核验。",
        "金融糾紛的案卷庫：受理、辦理、結算、文書、報表、核驗。",
        "Disputes between financial institutions and their customers, in one docket.",
    ),
    "demo": (
        "从受理到报表，完整走一遍",
        "從受理到報表，完整走一遍",
        "The first whole dispute, from intake to return",
    ),
    "import": ("导入投诉文件", "匯入投訴檔案", "Take in a file of complaints"),
    "case": ("查看一个案件", "檢視一個案件", "Show one case"),
    "due": ("列出到期期限", "列出到期期限", "List the terms that fall due"),
    "return": ("生成季度报表", "產生季度報表", "Write the quarter's return"),
    "verify": (
        "核验案卷库未被改动",
        "核驗案卷庫未被改動",
        "Check that the record was not changed",
    ),
    "language": ("语言", "語言", "language"),
    "json": ("输出 JSON", "輸出 JSON", "print JSON"),
    "docket": ("案卷库文件夹", "案卷庫資料夾", "the docket's folder"),
    "rows": ("行数", "列數", "rows"),
    "filed": ("立案", "立案", "filed"),
    "rejected": ("不予导入", "不予匯入", "rejected"),
    "known": ("已有且未变", "已有且未變", "known"),
    "changed": ("已有但有变", "已有但有變", "changed"),
    "warnings": ("提示", "提示", "warnings"),
    "rate": ("每秒", "每秒", "per second"),
    "events": ("事件", "事件", "events"),
    "term": ("期限", "期限", "term"),
    "due_day": ("到期日", "到期日", "due"),
    "state": ("状态", "狀態", "state"),
    "stage": ("阶段", "階段", "stage"),
    "number": ("案号", "案號", "number"),
    "nature": ("性质", "性質", "nature"),
    "holds": ("记录完整，未被改动", "記錄完整，未被改動", "the record holds"),
    "broken": ("记录有问题", "記錄有問題", "the record does not hold"),
    "checkpoint": ("检查点", "檢查點", "checkpoint"),
    "written": ("已写入", "已寫入", "written"),
    "provisional": ("暂定", "暫定", "provisional"),
    "none_due": ("没有到期的期限", "沒有到期的期限", "nothing falls due"),
}
_PLACES = {"zh-Hans": 0, "zh-Hant": 1, "en": 2}


def language_of_machine() -> str:
    """ACCORD_LANGUAGE, or English in an English locale, otherwise simplified Chinese."""
    chosen = os.environ.get("ACCORD_LANGUAGE")
    if chosen in _PLACES:
        return str(chosen)
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    return "en" if (locale or "").startswith("en") else "zh-Hans"


def say(code: str, language: str) -> str:
    """A word of the command line; the code itself where there is none."""
    row = _WORDS.get(code)
    return code if row is None else row[_PLACES[language]]
