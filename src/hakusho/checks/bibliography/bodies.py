"""Telling bodies (ministries, institutes, publishers) from persons, by their names' words."""

from __future__ import annotations

import re

_JAPANESE_BODY = re.compile(
    r"(?:[省庁府局課部室院社党軍隊署所園館校団連盟組合閣店堂房屋庫裁紙誌班県区町村市会寺座州民研官員者"
    r"協塾警銀]|大学|学部|学科|教室|高校|機構|協定|政府|新聞|通信|放送|銀行|振興|企画|編集|出版|書林"
    r"|公論|春秋|選書|経済|朝鮮|大使|総理|大臣|首相|首脳|大統領|主席|代表|知事|議長|総長|衆国|王国"
    r"|共和国|帝国|諸国|米国|両国|英国|韓国|中国|東京都|京都|大阪|陸幕|海幕|空幕|統幕|司令|安保理|赤十字"
    r"|基金|センター|グループ|チーム|クラブ|フォーラム|ネットワーク|プロジェクト|テレビ|ニュース"
    r"|匿名|不明|無署名)$"
    r"|日本|国際|世界|全国|連合|政府|委員|研究|協会|機構|会社|法人|大学|自衛|防衛|外務|内閣|国立|財団"
    r"|週刊|月刊"
)
_WESTERN_WORD = re.compile(
    r"\b(?:Department|Ministry|Minister|University|Universit[àäé]\w*|Institute|Institut\w*|"
    r"Office|Agency|Commission|Council|Committee|Government|Organi[sz]ation|Corporation|"
    r"Association|Cent(?:er|re)|Command|Congress|Parliament|Foundation|Group|Union|Nations|Navy|"
    r"Army|Bureau|Society|Library|Company|Inc|Ltd|LLC|Secretariat|Senate|Embassy|Assembly|"
    r"Federation|Republic|Kingdom|States|Administration|Authority|Laboratory|College|School|"
    r"(?:Research|Intelligence|News|Information|Broadcasting) Service|"
    r"Academy|Museum|Archives?|Treaty|Alliance|Consortium|Network|Forum|Headquarters|Cabinet)\b"
)


def is_japanese_body(name: str) -> bool:
    """Whether a name in Japanese script has a word or an ending that bodies have."""
    return bool(_JAPANESE_BODY.search(name))


def is_western_body(name: str) -> bool:
    """Whether a name holds a word that bodies have and persons do not (``Ministry``)."""
    return bool(_WESTERN_WORD.search(name))
