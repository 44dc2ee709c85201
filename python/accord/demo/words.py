"""What the demo says, in three languages."""

from __future__ import annotations

__all__ = ["say"]

_PLACES = {"zh-Hans": 0, "zh-Hant": 1, "en": 2}
_WORDS: dict[str, tuple[str, str, str]] = {
    "intake": ("一、受理与分流", "一、受理與分流", "1. Intake and triage"),
    "run": ("二、办理（模拟时钟）", "二、辦理（模擬時鐘）", "2. Procedure, on a simulated clock"),
    "figures": (
        "三、结算，每个金额都说明理由",
        "三、結算，每個金額都說明理由",
        "3. Figures, each with its why",
    ),
    "papers": ("四、文书", "四、文書", "4. Documents"),
    "return": ("五、季度报表", "五、季度報表", "5. The quarter's return"),
    "proof": ("六、核验与证明", "六、核驗與證明", "6. Verification and proof"),
    "complaints": ("七、导入的投诉", "七、匯入的投訴", "7. Imported complaints"),
    "where": ("文件所在", "檔案所在", "Where everything is"),
    "filings": (
        "{n} 件申请，{kinds} 类纠纷",
        "{n} 件申請，{kinds} 類糾紛",
        "{n} filings of {kinds} kinds",
    ),
    "number": ("案号", "案號", "number"),
    "kind": ("纠纷", "糾紛", "dispute"),
    "schemes": ("四种分类", "四種分類", "four schemes"),
    "amount": ("请求金额", "請求金額", "claimed"),
    "priority": ("优先级", "優先級", "priority"),
    "routes": ("分流", "分流", "routes"),
    "outcome": ("结果", "結果", "outcome"),
    "open": ("办理中", "辦理中", "open"),
    "lapse": ("期限届满", "期限屆滿", "a lapse"),
    "extension_told_in_time": ("延长并按时告知", "延長並按時告知", "an extension told in time"),
    "late_extension_refused": (
        "逾期延长，不予准许",
        "逾期延長，不予准許",
        "a late extension, refused",
    ),
    "irregular_fact": (
        "不合规定的事实，照实记录",
        "不合規定的事實，照實記錄",
        "an irregular fact, recorded",
    ),
    "correction": ("更正", "更正", "a correction"),
    "all_figures": (
        "全部 {n} 个金额的明细在 {path}",
        "全部 {n} 個金額的明細在 {path}",
        "the lines of all {n} figures are in {path}",
    ),
    "agreed_note": (
        "房屋火灾：八万元为双方约定，公式得不出；条款有效、无效两个数与约定数并列。",
        "房屋火災：八萬元為雙方約定，公式得不出；條款有效、無效兩個數與約定數並列。",
        "House fire: the 80,000 is agreed by the parties, no formula yields it; shown beside the "
        "figures with the clause binding and not.",
    ),
    "holds": (
        "{events} 个事件，记录完整；各列表与逐案重放一致",
        "{events} 個事件，記錄完整；各列表與逐案重放一致",
        "{events} events, the record holds; lists equal the cases refolded",
    ),
    "log_holds": (
        "{events} 个事件，记录完整",
        "{events} 個事件，記錄完整",
        "{events} events, the record holds",
    ),
    "proof_of": (
        "证明：第 {seq} 个事件在日志中",
        "證明：第 {seq} 個事件在日誌中",
        "a proof that event {seq} stands in the log",
    ),
    "docket": ("案卷库", "案卷庫", "docket"),
    "rows": (
        "{rows} 行 = {filed} 立案 + {rejected} 不予导入 + {known} 已有 + {changed} 有变；"
        "{rate} 行/秒",
        "{rows} 列 = {filed} 立案 + {rejected} 不予匯入 + {known} 已有 + {changed} 有變；"
        "{rate} 列/秒",
        "{rows} rows = {filed} filed + {rejected} rejected + {known} known + {changed} changed; "
        "{rate} rows/s",
    ),
    "timely": (
        "答复期限：按时 {met}，超期 {lapsed}；结果为“未按时答复”的 {untimely}",
        "答覆期限：按時 {met}，逾期 {lapsed}；結果為「未按時答覆」的 {untimely}",
        "first response: {met} timely, {lapsed} not; 'Untimely response': {untimely}",
    ),
}


def say(code: str, language: str, **arguments: object) -> str:
    """A sentence of the demo with its arguments."""
    return _WORDS[code][_PLACES[language]].format(**arguments)
