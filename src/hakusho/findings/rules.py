"""The table of rules: every check has its stable id here, whose number is never reused."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Severity(StrEnum):
    """How much a finding matters: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Rule:
    """A check that has a stable name.

    Attributes:
        id: Family and number, for example ``CIT001``.
        severity: What a finding of this rule is unless the paper says otherwise; see
            :attr:`hakusho.findings.Finding.severity` for what it is in a paper.
        summary: One line, in the present tense, without a full stop.
        essential: Whether nothing can be built while a finding of it stands: such a rule can be
            neither silenced nor made a warning.
    """

    id: str
    severity: Severity
    summary: str
    essential: bool = False

    @property
    def family(self) -> str:
        """The letters of the id, for example ``CIT``."""
        return self.id.rstrip("0123456789")


_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

_TABLE = (
    # -- PAP, the files that make a paper
    Rule("PAP001", _ERROR, "report.yaml cannot be read or breaks its schema", essential=True),
    Rule("PAP002", _ERROR, "a file that the paper names is missing", essential=True),
    Rule("PAP003", _ERROR, "a file is not UTF-8", essential=True),
    Rule("PAP004", _ERROR, "a file lies outside the paper's folder", essential=True),
    Rule("PAP005", _ERROR, "a chapter is empty", essential=True),
    Rule("PAP006", _ERROR, "a chapter takes too long to parse", essential=True),
    Rule("PAP007", _WARNING, "a chapter file is not listed in report.yaml"),
    Rule("PAP008", _WARNING, "an ignore or an exception silences nothing"),
    Rule("PAP009", _ERROR, "a link leads out of the folder of outputs", essential=True),
    Rule("PAP010", _ERROR, "a frame is missing or breaks its schema", essential=True),
    Rule("PAP011", _WARNING, "the publication's ISSN or ISBN is impossible"),
    Rule("PAP012", _WARNING, "an author's ORCID iD is impossible"),
    Rule("PAP013", _WARNING, "the publication's DOI is not one"),
    Rule("PAP014", _WARNING, "the paper was accepted before it was received"),
    Rule("PAP015", _ERROR, "an image that report.yaml names cannot be used", essential=True),
    Rule("PAP016", _WARNING, "the publication's range of pages cannot be so"),
    Rule("PAP018", _WARNING, "a file among the sources is read by nothing"),
    Rule("PAP019", _WARNING, "one entry of a list looks like several"),
    Rule("PAP020", _WARNING, "a # cuts short a text in a YAML file"),
    # -- TPL, Jinja2 in chapters
    Rule("TPL001", _ERROR, "a template expression cannot be read", essential=True),
    Rule("TPL002", _ERROR, "a template variable is undefined", essential=True),
    Rule(
        "TPL003", _WARNING, "a house's Word document says on each page what may be another paper's"
    ),
    Rule("TPL004", _WARNING, "a part of a house's Word document cannot be used"),
    # -- CIT, citations and the bibliography: the citation in the text
    Rule("CIT001", _ERROR, "a citekey is not in the bibliography", essential=True),
    Rule("CIT002", _ERROR, "a bibliography entry cannot be read"),
    Rule("CIT003", _ERROR, "two bibliography entries have one citekey"),
    Rule("CIT004", _WARNING, "a bibliography entry is never cited"),
    Rule("CIT005", _ERROR, "a citation is glued to the text and would be printed literally"),
    Rule("CIT006", _ERROR, "the citation style cannot be used", essential=True),
    Rule("CIT007", _WARNING, "a quotation is cited without a locator"),
    Rule("CIT008", _WARNING, "a locator is outside the entry's pages"),
    Rule("CIT009", _WARNING, "同上 or ibid. could mean two sources"),
    Rule("CIT010", _WARNING, "the short form of a later note could mean two works"),
    Rule("CIT011", _WARNING, "a place after a citekey is not read as a locator"),
    Rule("CIT012", _WARNING, "a citekey stands in code or an address, where it cites nothing"),
    Rule("CIT013", _WARNING, "a source line names no source of the bibliography"),
    Rule("CIT014", _WARNING, "the citation style has no form for Japanese entries"),
    # -- CIT, the entry's fields
    Rule("CIT020", _WARNING, "an entry lacks a field that its type and language need"),
    Rule("CIT021", _WARNING, "a field is unknown or its type does not use it"),
    Rule("CIT022", _ERROR, "a date cannot be read or is in no calendar"),
    Rule("CIT023", _ERROR, "an era year and a Western year disagree within an entry"),
    Rule("CIT024", _WARNING, "a date is implausible or two dates of an entry disagree"),
    Rule("CIT025", _WARNING, "a number field holds its unit"),
    Rule("CIT026", _WARNING, "a page range cannot be read or runs backwards"),
    Rule("CIT027", _WARNING, "a range is not written with --"),
    Rule("CIT028", _WARNING, "a month or an edition is not in the standard form"),
    Rule("CIT029", _WARNING, "an online source has no date of access"),
    Rule("CIT030", _WARNING, "an ISBN is malformed or its check digit is wrong"),
    Rule("CIT031", _WARNING, "an ISSN is malformed or its check digit is wrong"),
    Rule("CIT032", _WARNING, "a DOI or an eprint number is malformed"),
    Rule("CIT033", _ERROR, "an address in an entry uses a scheme that is not allowed"),
    Rule("CIT034", _WARNING, "an address is malformed or carries tracking parameters"),
    Rule("CIT035", _WARNING, "a file that an entry names does not exist"),
    Rule("CIT036", _ERROR, "a crossref, xdata or related entry does not exist or runs in a circle"),
    Rule("CIT037", _WARNING, "LaTeX that no edition can print"),
    # -- CIT, names, titles, characters
    Rule("CIT040", _WARNING, "a name is not in a form that can be read"),
    Rule("CIT041", _WARNING, "one author is written in several ways"),
    Rule("CIT042", _WARNING, "a Japanese edition of a foreign work names no translator"),
    Rule("CIT043", _WARNING, "a Japanese entry has no reading to sort it by"),
    Rule("CIT044", _WARNING, "a title is not in a form that can be set"),
    Rule("CIT045", _WARNING, "a value mixes widths or is not in Unicode's composed form"),
    Rule("CIT046", _ERROR, "a value holds a control or an invisible character"),
    # -- CIT, the bibliography as a whole
    Rule("CIT050", _WARNING, "two entries are one work"),
    Rule("CIT051", _WARNING, "two citekeys differ in case, width or Unicode form only"),
    Rule("CIT052", _WARNING, "a citekey has characters or a form that the paper does not allow"),
    Rule("CIT053", _WARNING, "a journal, series or publisher is written in several ways"),
    Rule("CIT054", _WARNING, "a field is set on most entries of a type and missing on a few"),
    Rule("CIT055", _ERROR, "an entry belongs to no section of the bibliography"),
    # -- CIT, styles from elsewhere
    Rule("CIT060", _WARNING, "a style for titles in sentence case gets titles in title case"),
    Rule("CIT061", _WARNING, "the citation style prints no places in works"),
    Rule("CIT062", _WARNING, "a sentence says what one author says, and cites another"),
    Rule("CIT063", _WARNING, "a year beside an author's name is that of none of the works"),
    Rule("CIT064", _WARNING, "the page of a citation is the number of the work's issue"),
    Rule("CIT065", _WARNING, "a citation is typed in words, and cites nothing"),
    Rule("CIT066", _WARNING, "a citation in brackets stands where a sentence needs words"),
    Rule("CIT067", _WARNING, "a citation stands behind the stop, and the others before theirs"),
    Rule("CIT068", _WARNING, "a citation leaves out an author whom the text has not named"),
    Rule("CIT070", _ERROR, "a bibliography in CSL cannot be read", essential=True),
    Rule("CIT075", _WARNING, "one bracket cites one place of a work twice"),
    Rule("CIT076", _WARNING, "a citekey says another name, year or number than its entry"),
    Rule("CIT077", _WARNING, "round brackets around a citation print its author"),
    Rule("CIT078", _WARNING, "an entry says nothing but its key"),
    # -- XRF, cross-references
    Rule("XRF001", _ERROR, "a cross-reference has no target", essential=True),
    Rule("XRF002", _ERROR, "two elements have one id", essential=True),
    Rule("XRF003", _ERROR, "a cross-reference shares a bracket with a citation", essential=True),
    Rule("XRF004", _ERROR, "a heading skips a level", essential=True),
    Rule("XRF005", _WARNING, "a label is typed beside a cross-reference that prints it"),
    Rule("XRF006", _WARNING, "the number of a figure, a table or a section is typed"),
    Rule("XRF007", _WARNING, "a number is typed at the head of a caption"),
    Rule("XRF008", _WARNING, "one image of a figure has no id, where others have"),
    Rule("XRF009", _WARNING, "a heading is no appendix, or stands behind one and counts on"),
    Rule("XRF010", _WARNING, "a page is asked for, and nothing of which"),
    Rule("XRF011", _WARNING, "what is named by its place is not there: 前章, 下図"),
    Rule("XRF012", _WARNING, "nothing in the text names a figure or a table"),
    Rule("XRF013", _WARNING, "a figure or a table is named before one that stands before it"),
    Rule("XRF014", _WARNING, "the number of a note is typed"),
    Rule("XRF015", _WARNING, "a page of the paper is typed"),
    Rule("XRF016", _WARNING, "two sections beside one another have one title"),
    Rule("XRF020", _WARNING, "a reference leads to the section that it stands in"),
    Rule("XRF021", _WARNING, "a plan of the paper names one chapter twice and another not at all"),
    Rule("XRF022", _WARNING, "a figure is called a table, or a table a figure"),
    # -- NTE, notes
    Rule("NTE001", _ERROR, "a note's mark has no text and would be printed literally"),
    Rule("NTE002", _ERROR, "a note is defined twice"),
    Rule("NTE003", _WARNING, "nothing marks a note, and it is not printed"),
    Rule("NTE004", _WARNING, "a text is read as an address, and is not printed"),
    Rule("NTE005", _WARNING, "the mark of a note is typed, and marks none"),
    Rule("NTE006", _WARNING, "a note is marked twice, and is printed twice"),
    # -- FIG, figures
    Rule("FIG001", _ERROR, "a figure has no alt text", essential=True),
    Rule("FIG002", _ERROR, "a figure's module or image file does not exist", essential=True),
    Rule("FIG003", _ERROR, "a figure cannot be drawn", essential=True),
    Rule("FIG004", _ERROR, "a figure holds a character that no font has", essential=True),
    Rule("FIG005", _ERROR, "an image file cannot be read or is of an unknown kind", essential=True),
    Rule("FIG006", _WARNING, "a figure's alt text is composed from its data"),
    Rule("FIG007", _WARNING, "a label runs out of its figure"),
    Rule("FIG008", _WARNING, "a figure is taller than a page"),
    Rule("FIG009", _ERROR, "a figure's source line is to stand in no known place", essential=True),
    Rule("FIG010", _ERROR, "a figure cannot be as wide as is stated", essential=True),
    Rule("FIG013", _WARNING, "a figure reads files that cannot be seen"),
    Rule("FIG014", _WARNING, "a figure reads a file outside the paper's folder"),
    Rule("FIG015", _WARNING, "a figure was not drawn, because no program may run"),
    Rule("FIG016", _ERROR, "a build without programs lacks a drawing", essential=True),
    Rule("FIG017", _ERROR, "a figure or a table is to stand in no known place"),
    Rule("FIG018", _ERROR, "several images are no figure", essential=True),
    Rule("FIG019", _ERROR, "a note or a citation in the words of one image", essential=True),
    Rule("FIG020", _ERROR, "images have more pixels than can be set"),
    Rule("FIG021", _ERROR, "a figure in YAML says what no chart can be", essential=True),
    Rule("FIG022", _ERROR, "a figure is there twice", essential=True),
    Rule("FIG023", _WARNING, "a figure names no source"),
    Rule("FIG024", _WARNING, "a figure has letters under 7 points"),
    Rule("FIG025", _WARNING, "an axis does not begin where its bars do"),
    Rule("FIG026", _WARNING, "a figure has two scales for one picture"),
    Rule("FIG027", _WARNING, "labels of a figure run into each other"),
    Rule("FIG028", _WARNING, "an axis of numbers has no unit"),
    Rule("FIG029", _WARNING, "a projection is drawn as a fact"),
    Rule("FIG030", _ERROR, "a figure is to be drawn for what no row has", essential=True),
    Rule("FIG031", _WARNING, "the label of a line says another number than where it is drawn"),
    Rule("FIG040", _WARNING, "a caption says a year that the figure's data do not have"),
    Rule("FIG041", _WARNING, "an alternative text says what the figure's data do not"),
    Rule("FIG042", _WARNING, "a figure of a Japanese text has a label in English"),
    Rule("FIG043", _WARNING, "a figure's table has another unit than its data"),
    # -- DAT, data and facts
    Rule("DAT001", _ERROR, "a fact or a table is unknown", essential=True),
    Rule("DAT002", _ERROR, "a dataset cannot be read", essential=True),
    Rule("DAT003", _ERROR, "a dataset lacks a column", essential=True),
    Rule("DAT004", _ERROR, "two rows give one fact", essential=True),
    Rule("DAT005", _ERROR, "a value cannot be shown as asked", essential=True),
    Rule("DAT006", _ERROR, "a cell is not what the schema of its dataset says"),
    Rule("DAT007", _WARNING, "a typed number is the value of a fact"),
    Rule("DAT008", _WARNING, "a typed date is the date of a fact"),
    Rule("DAT009", _WARNING, "a value has no source"),
    Rule("DAT010", _WARNING, "a value is past the date by which it was to be reviewed"),
    Rule("DAT011", _WARNING, "two rows disagree on one fact"),
    Rule("DAT012", _WARNING, "nothing uses a fact"),
    Rule("DAT013", _ERROR, "a derived value cannot be computed"),
    Rule("DAT014", _ERROR, "a head of a table is over columns that do not stand together"),
    Rule("DAT015", _ERROR, "a sidecar says of its file what is not in it", essential=True),
    Rule("DAT016", _WARNING, "it is not said which table of a file is meant"),
    Rule("DAT017", _WARNING, "two files have the name of one dataset"),
    Rule("DAT018", _WARNING, "a typed number is not what the table says of the same thing"),
    Rule("DAT019", _WARNING, "a polygon of a map has a ring that is none"),
    Rule("DAT020", _ERROR, "a script of a dataset cannot be run", essential=True),
    Rule("DAT021", _ERROR, "what a script of a dataset returns is no table", essential=True),
    Rule("DAT022", _WARNING, "a script of a dataset does more than return rows"),
    Rule("DAT023", _ERROR, "a script of a dataset was not run", essential=True),
    Rule("DAT024", _ERROR, "what an address answers is not there", essential=True),
    Rule("DAT025", _WARNING, "a file among the data is not read"),
    Rule("DAT026", _WARNING, "a table is read otherwise than it is likely meant"),
    Rule("DAT027", _WARNING, "a unit is a code, and would be printed as one"),
    Rule("DAT031", _WARNING, "the data name a source that the bibliography does not have"),
    # -- ERA, Japanese era years
    Rule("ERA001", _ERROR, "an era year and a Western year disagree"),
    # -- CON, what contradicts the data, the calendar or itself
    Rule("CON001", _WARNING, "a typed number is not the value of the fact that it speaks of"),
    Rule("CON002", _WARNING, "a typed date is not the date of the fact that it speaks of"),
    Rule("CON003", _WARNING, "a fact's number is typed in another unit"),
    Rule("CON004", _WARNING, "a range or a period runs backwards"),
    Rule("CON005", _WARNING, "a text announces so many things and tells another number of them"),
    Rule("CON006", _WARNING, "a series leaves a number out"),
    Rule("CON007", _WARNING, "parts do not make their total"),
    Rule("CON008", _WARNING, "a growth, a multiple or a share is not that of its numbers"),
    Rule("CON009", _WARNING, "two places count one thing and say two numbers"),
    Rule("CON010", _WARNING, "no calendar has a date"),
    Rule("CON011", _WARNING, "a date is no such day of the week"),
    Rule("CON012", _WARNING, "a date is not in the fiscal year beside it"),
    Rule("CON013", _WARNING, "what is told as past is to come, or the other way round"),
    Rule("CON014", _WARNING, "a period is not as long as is said"),
    Rule("CON015", _WARNING, "a dataset has another date than the fact that it speaks of"),
    Rule("CON016", _WARNING, "a row's id, label or place says otherwise than the row"),
    Rule("CON017", _WARNING, "an event is later than the paper and is not called planned"),
    Rule("CON018", _WARNING, "a sentence prints a fact and names another thing than its row"),
    Rule(
        "CON019",
        _WARNING,
        "a licence's name and address are those of two licences, or the address is none",
    ),
    Rule("CON020", _WARNING, "a translation says a number that its original does not"),
    Rule("CON022", _WARNING, "a brief is older than its report"),
    Rule("CON023", _WARNING, "an author's name is one letter off in a brief"),
    Rule("CON024", _WARNING, "things are quoted in another order than elsewhere"),
    Rule("CON025", _WARNING, "a cited page looks like a slip for one that is cited elsewhere"),
    Rule("CON026", _WARNING, "a translation affirms what its original denies, or denies it"),
    Rule("CON027", _WARNING, "a sentence counts what it refers to otherwise than its title"),
    Rule("CON028", _WARNING, "a section is spoken of as told before, and comes behind"),
    Rule("CON029", _WARNING, "a sentence quotes another word than the table"),
    Rule("CON030", _WARNING, "a quantity is typed in a paper that asks for facts"),
    Rule("CON031", _WARNING, "a caption names a country that its figure does not show"),
    Rule("CON033", _WARNING, "an age or an anniversary does not fit its dates"),
    Rule("CON034", _WARNING, "two dates stand in another order than is said"),
    Rule("CON035", _WARNING, "a value is printed beside what another row is of"),
    Rule("CON036", _WARNING, "the entry of a document has another date than the row of it"),
    Rule("CON037", _WARNING, "a brief tells otherwise what its report tells"),
    Rule("CON038", _WARNING, "a sentence refers to one table or section and speaks of another"),
    Rule("CON039", _WARNING, "a label says one thing in Japanese and another in English"),
    Rule("CON040", _WARNING, "a sentence dates an office and names who was not in it"),
    Rule("CON093", _WARNING, "a fact is cited in a paragraph that tells nothing of it"),
    Rule("CON094", _WARNING, "a date is printed in the form of another language"),
    Rule("CON095", _WARNING, "one row is otherwise than those beside it in time, or of its label"),
    Rule("CON096", _WARNING, "a printed value or date is told of as another thing than its fact"),
    Rule("CON097", _WARNING, "a row tells of a year after its source"),
    Rule("CON098", _WARNING, "a heading of a table says another year than its column"),
    Rule("CON099", _WARNING, "the rows of a table stand in another order than is said"),
    Rule("CON100", _WARNING, "a row is said to be first of all, and another is"),
    Rule("CON101", _WARNING, "a text counts more things than its table has rows"),
    Rule("CON102", _WARNING, "there is no such time of day, or no such place on the globe"),
    Rule("CON107", _WARNING, "brackets say otherwise than what stands before them"),
    # -- ABB, abbreviations
    Rule("ABB001", _ERROR, "an abbreviation is not in terms.yaml", essential=True),
    Rule("ABB002", _WARNING, "an abbreviation is used before it is introduced"),
    Rule("ABB003", _WARNING, "an abbreviation is introduced twice"),
    Rule("ABB004", _WARNING, "an abbreviation of terms.yaml is never used"),
    Rule("ABB005", _WARNING, "an abbreviation that the text introduces is not in terms.yaml"),
    Rule("ABB006", _WARNING, "an abbreviation is introduced with other words than in terms.yaml"),
    Rule("ABB007", _WARNING, "a glossary has nothing to list"),
    Rule("ABB008", _WARNING, "an abbreviation that nobody knows is nearly one of terms.yaml"),
    # -- NAM, names and titles, with their time
    Rule("NAM001", _WARNING, "a name is written otherwise than in the bibliography"),
    Rule("NAM002", _WARNING, "a body is named outside of its time"),
    Rule("NAM003", _WARNING, "a name is a usual one but for a letter or a word"),
    Rule("NAM004", _WARNING, "a title is a known one but for a letter or a word"),
    Rule("NAM005", _WARNING, "a word of a title or an abstract is nearly one of the text"),
    Rule("NAM006", _WARNING, "one foreign term stands beside two words"),
    # -- TRM, one word for one thing
    Rule("TRM001", _ERROR, "terms.yaml cannot be read or breaks its schema", essential=True),
    Rule("TRM002", _WARNING, "a word is used that the paper replaces by another"),
    Rule("TRM003", _WARNING, "two words are used for one thing"),
    # -- TYP, what may stand in the text
    Rule("TYP001", _ERROR, "raw HTML, LaTeX or Typst in the text", essential=True),
    Rule("TYP002", _ERROR, "a character that no font has"),
    Rule("TYP003", _ERROR, "a link uses a scheme that is not allowed"),
    # -- MRK, what looks like markup and is printed as it stands
    Rule("MRK001", _WARNING, "a list, heading, quotation, table or paragraph is read as text"),
    Rule("MRK002", _WARNING, "the marks of a heading are not read as such"),
    Rule("MRK003", _WARNING, "attributes belong to nothing and are printed"),
    Rule("MRK004", _WARNING, "a chapter has front matter, which is printed"),
    Rule("MRK005", _WARNING, "::: opens or closes nothing and is printed"),
    Rule("MRK006", _WARNING, "a mark of emphasis, code or mathematics is not closed"),
    Rule("MRK007", _WARNING, "a note in the line is not closed in its paragraph"),
    Rule("MRK008", _WARNING, "a link is not read as one"),
    Rule("MRK009", _WARNING, "nothing says where a link leads"),
    Rule("MRK010", _WARNING, "a mark of another dialect or markup language is printed"),
    Rule("MRK011", _WARNING, "a mark of LaTeX is printed"),
    Rule("MRK012", _WARNING, "lines that begin like points of a list are printed as one paragraph"),
    Rule("MRK013", _WARNING, "a line of a drawn table is out of its column"),
    Rule("MRK014", _WARNING, "a table is read as text"),
    Rule("MRK015", _WARNING, "a heading's number is typed in a paper that numbers"),
    Rule("MRK016", _ERROR, "the marks of a merge conflict are printed"),
    Rule("MRK017", _WARNING, "a fence of code is not read as one"),
    Rule("MRK018", _WARNING, "a row of a table has more cells than are printed"),
    Rule("MRK019", _WARNING, "a line of dashes makes a heading of a sentence, or a : a term"),
    Rule("MRK020", _WARNING, "a list or a paragraph is indented too little for what it belongs to"),
    Rule("MRK021", _WARNING, "words that are indented are printed as code"),
    Rule("MRK022", _WARNING, "lines that were to stand apart are printed as one"),
    Rule("MRK023", _WARNING, "two signs are read as the marks of a pair"),
    Rule("MRK024", _WARNING, "an item is printed with another number than it was typed with"),
    Rule("MRK025", _WARNING, "a paragraph stands like a heading, and is none"),
    Rule("MRK026", _WARNING, "front matter that does not end is printed"),
    Rule("TYP004", _WARNING, "a class or an attribute means nothing where it stands"),
    Rule("TYP005", _ERROR, "a heading has no words", essential=True),
    Rule("TYP006", _ERROR, "a link or an image is empty", essential=True),
    Rule("TYP007", _ERROR, "a link leads nowhere in the editions"),
    Rule("TYP008", _WARNING, "a measure is stated that no edition can follow"),
    Rule("TYP009", _ERROR, "an id is one that editions use themselves"),
    Rule("TYP010", _ERROR, "a control character in the text", essential=True),
    Rule("TYP011", _ERROR, "a formula that cannot be set", essential=True),
    Rule("TYP012", _ERROR, "a language that no reader knows", essential=True),
    Rule("TYP013", _ERROR, "words are struck out and underlined", essential=True),
    Rule("TYP016", _WARNING, "a character that Japanese does not have, in Japanese text"),
    Rule("TYP017", _WARNING, "a variant of a character that no font has"),
    Rule("TYP018", _WARNING, "a letter that none of the fonts of its part of the page has"),
    Rule("TYP019", _WARNING, "a reading does not fit the words that it stands over"),
    Rule("TYP020", _WARNING, "a list cannot have the marks that are asked for"),
    Rule("TYP023", _WARNING, "a quotation mark that neither opens nor closes"),
    Rule("TYP024", _WARNING, "an address is printed otherwise than it is typed"),
    # -- TXT, Japanese and English as they are written
    Rule("TXT001", _WARNING, "a bracket or a quotation mark has no partner"),
    Rule("TXT002", _WARNING, "a quotation stands within a quotation with the same marks"),
    Rule("TXT003", _WARNING, "a word stands twice, or two particles together"),
    Rule("TXT004", _WARNING, "stops or commas stand together"),
    Rule("TXT005", _WARNING, "a sentence stands twice"),
    Rule("TXT006", _WARNING, "a sentence ends in another style than those around it"),
    Rule("TXT007", _WARNING, "commas or stops of two kinds"),
    Rule("TXT008", _WARNING, "digits, letters or brackets of two widths"),
    Rule("TXT009", _WARNING, "ranges with marks of two kinds"),
    Rule("TXT010", _WARNING, "quotations end with 。 here and without it there"),
    Rule("TXT011", _WARNING, "a word is written in two ways"),
    Rule("TXT012", _WARNING, "a word in katakana is written in two ways"),
    Rule("TXT013", _WARNING, "a space stands within Japanese"),
    Rule("TXT014", _WARNING, "a paragraph ends without a stop"),
    Rule("TXT015", _WARNING, "a letter stands in place of one that looks like it"),
    Rule("TXT016", _WARNING, "a slip of Japanese grammar"),
    Rule("TXT017", _WARNING, "a word stands in place of one that sounds like it"),
    Rule("TXT018", _WARNING, "a sentence is longer than the paper allows"),
    Rule("TXT019", _WARNING, "a word of kanji is the usual one but for one that sounds alike"),
    Rule("TXT020", _WARNING, "a and an"),
    Rule("TXT021", _WARNING, "a space is missing or too many in English, or a capital"),
    Rule("TXT022", _WARNING, "British and American spelling in one text"),
    Rule("TXT023", _WARNING, "a common mistake of English"),
    Rule("TXT024", _WARNING, "a spoken form in a written text"),
    Rule("TXT060", _WARNING, "an English word is in no list, and is one but for a letter"),
    Rule("TXT061", _WARNING, "a word of kanji is none, and is one but for a kanji"),
    Rule("TXT062", _WARNING, "hiragana stand in an order, or twice, as in no text"),
    Rule("TXT063", _WARNING, "a word in katakana or kanji is one of the paper but for a slip"),
    Rule("TXT064", _WARNING, "a text is in another language than its document says"),
    # -- TXT, what was left behind
    Rule("TXT030", _WARNING, "a note to oneself, or a place left open, is printed"),
    Rule("TXT031", _WARNING, "a section has no text"),
    Rule("TXT032", _WARNING, "a letter of another kind, or one that nobody sees"),
    # -- CND, conditions: passages for some readers only
    Rule("CND001", _ERROR, "a condition does not say for what it holds", essential=True),
    Rule("CND002", _ERROR, "a condition has an unknown key", essential=True),
    Rule("CND003", _ERROR, "a condition names no brief or edition that exists", essential=True),
    Rule("CND004", _ERROR, "what some editions alone show has a number", essential=True),
    Rule("CND005", _ERROR, "a condition is not read as one", essential=True),
    # -- TRN, translations
    Rule(
        "TRN001", _ERROR, "a translation does not say of what or in which language", essential=True
    ),
    Rule("TRN002", _ERROR, "a translation is of nothing that exists", essential=True),
    Rule("TRN003", _ERROR, "two translations are of one thing", essential=True),
    Rule("TRN004", _WARNING, "an original has changed since its translation was confirmed"),
    Rule("TRN005", _WARNING, "a translation was never confirmed"),
    # -- BRF, budgets and briefs
    Rule("BRF001", _WARNING, "a document has more or fewer pages than its budget"),
    Rule("BRF002", _WARNING, "a text is longer or shorter than its budget"),
    Rule("BRF003", _WARNING, "a document has more figures than its budget"),
    Rule("BRF010", _ERROR, "a brief's front matter cannot be read", essential=True),
    Rule("BRF011", _ERROR, "a brief asks for what the report does not have", essential=True),
    Rule("BRF012", _ERROR, "a part of the report stands twice in a brief", essential=True),
    Rule("BRF013", _ERROR, "a part of the report is asked for within other text", essential=True),
    Rule("BRF014", _ERROR, "there is no brief of that name", essential=True),
    Rule(
        "BRF015", _ERROR, "the record of issued briefs cannot be read or continued", essential=True
    ),
    Rule("BRF016", _ERROR, "a brief asks for what is not in its language", essential=True),
    Rule("BRF018", _WARNING, "a brief cannot name pages of the report"),
    Rule("BRF019", _ERROR, "a brief by the row asks for rows that there are not", essential=True),
    Rule("BRF020", _ERROR, "a row cannot name its brief", essential=True),
    Rule("BRF021", _ERROR, "one file makes too many briefs", essential=True),
    # -- PAG, the pages of what is made
    Rule("PAG010", _ERROR, "a table is wider than a page"),
    Rule("PAG011", _WARNING, "how a table is to fit cannot be followed"),
    Rule("PAG012", _WARNING, "the notes of a table follow no table"),
    # -- PAG, pages of the PDF
    Rule("PAG001", _WARNING, "something stands beyond the margin of its page"),
    Rule("PAG002", _WARNING, "a paragraph leaves one line at the head of a page"),
    Rule("PAG003", _WARNING, "a paragraph leaves one line at the foot of a page"),
    Rule("PAG004", _WARNING, "more than four lines at the foot of a page are white"),
    Rule("PAG005", _WARNING, "a heading has less than two lines after it on its page"),
    Rule("PAG006", _WARNING, "a note begins on another page than its mark"),
    Rule("PAG007", _WARNING, "a figure or a table is more than a page from any mention of it"),
    Rule("PAG008", _WARNING, "a figure or a table stands outside of its section"),
    Rule("PAG009", _WARNING, "the layout of the pages does not settle"),
    # -- IMP, what a document of another tool holds and a paper cannot
    Rule("IMP001", _WARNING, "a part of a document has no form in a chapter"),
    Rule("IMP002", _WARNING, "code of a document is run nowhere"),
    Rule("IMP003", _WARNING, "a picture of a document is not carried over"),
    Rule("IMP004", _WARNING, "a reference leads to nothing that is carried over"),
    Rule("IMP005", _WARNING, "a picture of a document has no description"),
    Rule("IMP006", _WARNING, "a work or a bibliography of a document is unknown"),
    Rule("IMP007", _WARNING, "a document does not say what a title page needs"),
    # -- EXT, what other tools said
    Rule("EXT001", _WARNING, "another tool finds something in a text of the paper"),
    Rule("EXT002", _WARNING, "another tool speaks of other texts than the paper's"),
    # -- OUT, outputs
    Rule("OUT001", _ERROR, "an output cannot be written", essential=True),
    Rule("OUT002", _ERROR, "an edition cannot be typeset", essential=True),
    Rule("OUT003", _ERROR, "the build was interrupted", essential=True),
    Rule("OUT004", _ERROR, "another build of the same paper is running", essential=True),
    Rule("OUT005", _ERROR, "a template of the DOCX edition cannot be used", essential=True),
    Rule("OUT006", _ERROR, "a template cannot be used", essential=True),
    Rule("OUT007", _ERROR, "an edition cannot be written", essential=True),
    Rule("OUT010", _ERROR, "an output holds what is withheld from it", essential=True),
    Rule("OUT011", _ERROR, "an edition lacks words of the paper, or has others in their place"),
    Rule("OUT012", _ERROR, "an edition says what the paper does not, or says it twice"),
    Rule("OUT013", _ERROR, "an edition has words of the paper in another place"),
    Rule("OUT014", _ERROR, "an edition lacks a note, or has one too many"),
    Rule("OUT015", _ERROR, "an edition cannot be read back"),
    Rule("OUT016", _WARNING, "a file in an output's place is not as Hakusho made it"),
    Rule("OUT017", _ERROR, "what lies in an output's place is no file", essential=True),
    Rule("OUT018", _ERROR, "something is longer than a PDF has room for", essential=True),
    Rule("OUT020", _ERROR, "the process that built a paper died", essential=True),
    Rule("OUT025", _ERROR, "a copy for referees would name an author", essential=True),
    Rule("OUT026", _WARNING, "the text of a copy for referees names an author"),
    Rule("OUT027", _WARNING, "the PDF has other pages than the publication's range"),
)

RULES = MappingProxyType({rule.id: rule for rule in _TABLE})
"""Every rule by its id."""
OF_PUBLISHING = frozenset({"OUT016"})
"""Rules of which a paper's policy can judge only when outputs are put in their places."""

OF_OTHER_TOOLS = frozenset({"EXT001", "EXT002"})
"""Rules of which it can judge only where what other tools said is handed to a check."""

OF_FINISHED = frozenset({"OUT026", "OUT027"})
"""Rules of which it can judge only when editions are finished."""


def rule(rule_id: str) -> Rule:
    """The rule of an id, for example ``CIT001``; that there is none is a defect of ours."""
    return RULES[rule_id]
