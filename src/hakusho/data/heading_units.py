"""Units in the names of columns: 旅客数（千人） has one, 旅客数（本島） has none."""

from __future__ import annotations

import re
import unicodedata

from hakusho.data.words import Words

UNIT_IN_HEADING = re.compile(
    r"[（(【\[](?P<said>単位[:：]\s*)?(?P<unit>[^（()）【】\[\]]{1,12}"
    r"|(?:(?:thousand|million|billion|tonne)s?|per|%|US\$|USD|EUR) [ -~]{1,24}?)[)）】\]]\s*$"
)
_NO_UNIT = re.compile(
    r".*(?:\d[年月日週期]|\d四半期|令和|平成|昭和|[年月日]分|時点|現在|[年月]末|除く|含む|ベース).*"
    r"|(?:うち|注|※|第).*|男女?|女|男性|女性|[総小合]?計|総数|再掲|推計値?|推定値?|速報値?|確報値?|確定値?"
    r"|実績値?|見込み?|予測値?|計画値?|目標値?|\d+|参考|内訳|暦年|年度|名目|実質|新|旧|[A-IX-Z](?:[-−+/÷×][A-Z])*"
    r"|(?i:real|nominal|old|new|total|males?|females?|actual|latest|rank"
    r"|(?:est|prov|proj|prelim|revised|excl|incl|aged?|forecast|note|seasonally|fy|\d{4}\b).*)"
)
"""In brackets behind the name of a column, what counts nothing: a time, a kind of number."""
_COUNTER = (
    r"(?:(?:キロ|ミリ|メガ|ギガ|センチ|トン|人|台)?(?:トン|キロ|グラム|メートル|リットル|ワット時?|ジュール|カロリー|ヘルツ|バイト)"
    r"|ヘクタール|アール|マイル|ノット|バレル|ガロン|エーカー|オンス|ボルト|ベクレル|シーベルト|ドル|ユーロ|ウォン|ポンド|フラン"
    r"|ルピー|ルーブル|バーツ|ペソ|セント|パーセント|ポイント|ケース|ページ|セット|コンテナ"
    r"|人|世帯|社|団体|法人|件|台|隻|発|基|機|両|門|丁|艇|艘|灯|戸|棟|軒|室|席|床|便|回|冊|部|頁|枚|個|本|株|頭|羽|匹|点|位|票"
    r"|校|園|館|組|班|名|口|箱|束|俵|着|足|杯|樽|缶|袋|[か箇カケヶ]?所|[か箇カケヶ][国月村]|地区|品目|種類?|語|字|局|店舗?"
    r"|施設|事業所|世代|歳|才|年|月|週|日|時間|分|秒|円|銭|元|[米豪加]ドル|人民元|倍|割|厘|度|坪|延べ人|延人|人日|人月"
    r"|[A-Za-z%‰°µ]+[²³23]?|[￥¥$€£])"
)
_SCALE = r"(?:\d+|[十百千万億兆])*"
_ONE = rf"{_SCALE}{_COUNTER}"
_JAPANESE_UNIT = re.compile(
    rf"{_ONE}(?:[/・]{_ONE})*|(?:人口|出生|世帯)?{_SCALE}{_COUNTER}?(?:当たり|あたり|対)(?:{_ONE})?"
    rf"|(?:平方|立方){_COUNTER}|{_SCALE}[^\W\da-zA-Z_]"
)
_PART = re.compile(
    r"[東西南北上下内外大中小高低左右前後新旧夏冬春秋昼夜朝夕陸海空島港市町村区都道府県州他全実延ァ-ヴぁ-ん]"
)
"""One letter that is rather a part of the whole than what is counted."""
_LATIN_NAME = re.compile(r"[A-Z][a-z]{2,}(?:[ -][A-Z][a-z]+)*")
_LATIN_UNIT = re.compile(
    r"(?i:per ?cent|numbers?|people|persons|inhabitants|households|(?:thousand|million|billion)s?"
    r"|tonn?es|tons|euros?|dollars|yen|hours|minutes|seconds|days|weeks|months|years|degrees"
    r"|celsius|kelvin|hectares|acres|miles|(?:kilo)?met(?:re|er)s|lit(?:re|er)s|barrels|watts"
    r"|joules|ships|vessels|cases|deaths|index|points)\b.*"
)
"""Words that count, though they begin with a capital letter."""


def _counts(unit: str) -> bool:
    """Whether what stands in brackets can be counted: 千人, t, ships; not 本島 or Brae."""
    plain = unicodedata.normalize("NFKC", unit)
    if _NO_UNIT.fullmatch(plain):
        return False
    if plain.isascii():
        return not _LATIN_NAME.fullmatch(plain) or bool(_LATIN_UNIT.fullmatch(plain))
    return bool(_JAPANESE_UNIT.fullmatch(plain)) and not _PART.fullmatch(plain)


def unit_in_heading(column: str) -> Words | None:
    """What the name of a column says in brackets at its end that its numbers count.

    What is no unit is a part of the name: a place, a group, a time, a kind of number.
    """
    heading = UNIT_IN_HEADING.search(column)
    unit = heading["unit"].strip() if heading else ""
    said = bool(heading and heading["said"])
    if not unit or not (said or _counts(unit)):
        return None
    return Words(ja=unit, en=unit if unit.isascii() else "")
