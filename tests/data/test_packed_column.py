"""Tables as Eurostat sends them: a first column that is several, numbers with flags."""

from __future__ import annotations

import pytest

from hakusho.data.packed_column import meaning_of_flag

WASTE = (
    "freq,wst_oper,unit,geo\\TIME_PERIOD\t2022 \t2023 \t2024 \n"
    "A,GEN,KG_HAB,AT\t803 \t782 \t: \nA,GEN,KG_HAB,FR\t534 e\t527 e\t530 ep\n"
    "A,GEN,KG_HAB,BE\t690 \t688 \t699 p\nA,GEN,KG_HAB,XK\t283 \t277 i\t: u\n"
)


def test_the_first_column_is_read_as_those_that_it_holds(data):
    read = 'read: {missing: [":", ": u"], marks: {e: "", ep: "", p: "", i: ""}}\n'
    datasets, findings = data(w_tsv=WASTE, w__meta_yaml=read)
    assert [each.rule.id for each in findings] == ["DAT027"]
    waste = datasets["w"]
    assert waste.columns == ("freq", "wst_oper", "unit", "geo", "2022", "2023", "2024")
    assert tuple(waste.rows[1].values.values()) == (
        *("A", "GEN", "KG_HAB", "FR"),
        *("534", "527", "530"),
    )
    assert dict(waste.rows[1].marks) == {"2022": "e", "2023": "e", "2024": "ep"}
    assert str(waste.rows[1].where("geo")) == "figures/data/w.tsv:3:14"


@pytest.mark.parametrize(
    "text",
    [
        "a,b\\TIME_PERIOD\t2022\nx,y,z\t5\nx,y\t6\n",
        "a,b\t2022\nx,y\t5\n",
        "path\\to\t2022\nx\t5\n",
    ],
)
def test_another_first_column_stays_as_it_is(data, text):
    datasets, _ = data(w_tsv=text)
    assert datasets["w"].columns[0] == text.partition("\t")[0]


def test_a_first_column_of_one(data):
    datasets, findings = data(w_csv="unit,geo\\TIME_PERIOD,2022\nKG,AT,5\n")
    assert findings == ()
    assert datasets["w"].columns == ("unit", "geo", "2022")


@pytest.mark.parametrize(
    ("mark", "english"),
    [("p", "provisional"), ("be", "break in time series, estimated"), ("q", None), ("1)", None)],
)
def test_what_flags_mean(mark, english):
    assert (meaning_of_flag(mark) or (None, None))[1] == english
