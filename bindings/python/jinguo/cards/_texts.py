"""What a card says, in English and Chinese; the words are those of docs/glossary.md."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "title": ("Cards for {village}", "{village}告知卡"),
    "division": ("division {code}", "区划代码 {code} "),
    "card": ("Your place in the programme", "帮扶安排告知卡"),
    "synthetic": ("sample: the persons are synthetic", "样本：人员为合成数据"),
    "cards.count": ("{count} cards (A5), one list to post (A4)", "告知卡 {count} 张（A5），公示名单 1 份（A4）"),
    "hint": (
        "Print at actual size: the cards on A5, the list on A4. "
        "The cards are for the women themselves; only the list is to be posted.",
        "按原尺寸打印：告知卡用A5纸，名单用A4纸。告知卡只交给本人，只有名单可以张贴。",
    ),
    "id": ("Id", "编号"),
    "name": ("Name", "姓名"),
    "village": ("Village", "所在村"),
    "pairing.mentors": ("Mentor", "女能人结对帮扶"),
    "pairing.livelihood": ("Work", "就业与产业帮扶"),
    "pairing.loans": ("Loan", "贷款"),
    "kind.mentor": ("mentor", "女能人"),
    "kind.base": ("demonstration base", "示范基地"),
    "kind.project": ("project", "产业项目"),
    "kind.chain": ("chain", "四方联结"),
    "kind.loan": ("loan", "贷款"),
    "where": ("Where", "去哪里"),
    "from": ("From", "从何时"),
    "why": ("Why", "为什么"),
    "from.blank": ("____ / ____ / ________", "______年____月____日"),
    "from.goes_on": ("goes on as before", "继续原来的安排"),
    "from.since": ("since {date}", "自{date}起，继续"),
    "from.day": ("{date}", "{date}"),
    "road": ("{km} km by road from your village", "从本村沿道路{km}公里"),
    "none": ("No place this time", "这次没有安排"),
    "why.award": (
        "Of all that the policy counts, this speaks most for you here: {parts}.",
        "按政策计分，安排您到这里主要考虑：{parts}。",
    ),
    "why.award_plain": (
        "You fulfil its conditions, and the best plan for all has a place for you here.",
        "您符合条件，整体最优的方案把您安排在这里。",
    ),
    "why.goes_on": (
        "You are there already, and the policy lets running help go on.",
        "您已在这里，政策规定进行中的帮扶继续。",
    ),
    "why.not_eligible": (
        "Under the rules no place is open to you this time; the reason: {rule}.",
        "按规则，这次没有对您开放的名额；最后一处的原因：{rule}。",
    ),
    "why.loses_points": (
        "You fulfil the conditions, but the places are few this time: by the policy's points you were "
        "{loss} short.",
        "您符合条件，但这次名额有限，没有排上：按政策计分，还差{loss}分。",
    ),
    "why.lottery": (
        "You had an equal claim, and the public lottery gave the last places.",
        "您与其他人条件相当，最后的名额由公开抽签决定。",
    ),
    "why.bound": (
        "You fulfil the conditions, but the places are taken by help that goes on or is fixed already.",
        "您符合条件，但名额已由原有的或已定下的帮扶安排占用。",
    ),
    "why.stopped": (
        "The plan was not finished; ask for the next one.",
        "这次方案没有算完，请向妇联询问下一次的结果。",
    ),
    "lottery": (
        "Your pseudonym on the published lottery sheet: ",
        "您在公布的抽签表上的代号：",
    ),
    "object": ("If you do not agree", "如有异议"),
    "object.1": (
        "Tell the women's federation of your village or township, in person or in writing, and bring this "
        "card. It costs nothing and does you no harm.",
        "带上这张卡，当面或书面告诉村或乡镇妇联。不收费，也不会对您不利。",
    ),
    "object.2": (
        "You can ask for the full reasons for every place, have wrong data put right, or decline.",
        "您可以要求说明每个名额的理由、更正登记错误，或谢绝安排。",
    ),
    "object.to": ("To", "受理人"),
    "object.phone": ("Telephone", "电话"),
    "object.until": ("Until", "截止日期"),
    "foot": ("Plan {digest}", "方案 {digest}"),
    "list": ("Public notice: help for women of {village}", "{village}妇女帮扶安排公示"),
    "list.text": (
        "Who stands here has a place. Names, points and reasons are not posted: each woman has her own on "
        "her card, those without a place too.",
        "表中为这次已有安排的妇女。姓名、分值和理由不张贴：每位妇女（包括没有安排的）都有自己的告知卡。",
    ),
    "list.nobody": ("Nobody here has a place this time.", "这次没有安排。"),
    "list.help": ("Help", "帮扶方式"),
    "list.where": ("Where", "帮扶方"),
    "list.posted": ("Posted on", "公示日期"),
    "list.object": (
        "Who does not agree tells the women's federation of the village or township, with her card.",
        "如有异议，请带上告知卡向村或乡镇妇联提出。",
    ),
    "separator": ("; ", "；"),
    "comma": (", ", "、"),
}

# What parts of a score mean to the woman herself; other parts are not told.
PARTS: dict[str, tuple[str, str]] = {
    "skill": ("your skills", "您的技能"),
    "wish": ("your wish", "您的意愿"),
    "cause": ("it helps against your household's main difficulty", "针对您家的主要困难"),
    "leading_industry": ("a leading industry of your county", "本县区的主导产业"),
    "income": ("its expected income", "预期收入"),
    "anchor_link": ("its link to an anchor", "有联结主体带动"),
    "need": ("your household's need", "您家的实际需要"),
    "household": ("your type of household", "您家的户类型"),
    "county_tilt": ("where you live", "您所在的县区"),
    "custom": ("the programme's own rule", "本项目自定的规则"),
}
