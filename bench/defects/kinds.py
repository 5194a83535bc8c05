"""The table of defects. A kind says in which columns of which sources it can be, how it spoils a row, which findings would be right about
it, and whether the value can be restored from what is left.

`spoil(row, column, world)` answers {column: new value}, or None where that row cannot have the defect. `world` has a random generator
(`rng`) and the other rows (`tables`), of the extracts before anything was spoiled."""
import re
import unicodedata
from dataclasses import dataclass

from clean import REGIONS, plain

GIVEN = {"crm": "prenom", "boutique": "first_name", "facturation": "prenom", "adherents": "prenom"}
SURNAME = {"crm": "nom", "boutique": "last_name", "facturation": "nom", "adherents": "nom"}
EMAIL = {"crm": "email", "boutique": "email", "facturation": "email"}
PHONE = {"crm": "tel", "boutique": "phone", "facturation": "telephone"}
STREET = {"crm": "adresse", "boutique": "address", "facturation": "adresse"}
POSTCODE = {"crm": "cp", "boutique": "postcode", "facturation": "code_postal"}
CITY = {"crm": "ville", "boutique": "city", "facturation": "commune"}
COMPANY = {"crm": "raison_sociale", "facturation": "raison_sociale"}
UPDATED = {"crm": "maj", "boutique": "updated_at", "facturation": "date_modification"}


@dataclass
class Kind:
    name: str
    columns: dict          # source -> column or list of columns, of which one is chosen
    accepts: str           # names of findings, any of which is right
    spoil: object
    restores: bool = False  # what is left tells what it was
    count: int = 40        # cells or records
    needs_value: bool = True  # the cell has to be filled before
    row: bool = False      # of the whole record: any finding about it counts, whatever the attribute


KINDS = []


def kind(name, columns, accepts, **options):
    def add(spoil):
        KINDS.append(Kind(name, columns, accepts, spoil, **options))
        return spoil
    return add


def every(*maps):
    out = {}
    for columns in maps:
        for source, column in columns.items():
            out.setdefault(source, []).append(column)
    return out


def pick(*values):
    return lambda row, column, world: {column: world.rng.choice(values)}


def table(name, columns, accepts, values, **options):
    kind(name, columns, accepts, **options)(pick(*values))


def in_case_of(text, model):
    return text.upper() if model.isupper() else text


def slip(text, rng, first=1):
    """One letter of a word missing, doubled, another one, or exchanged with the next."""
    places = [i for i in range(first, len(text)) if text[i].isalpha()]
    while places:
        i = rng.choice(places)
        way = rng.randrange(4)
        if way == 0:
            out = text[:i] + text[i + 1:]
        elif way == 1:
            out = text[:i] + text[i] + text[i:]
        elif way == 2:
            letter = rng.choice("abcdefghijklmnopqrstuvwxyz")
            out = text[:i] + in_case_of(letter, text) + text[i + 1:]
        else:
            out = text[:i] + text[i + 1:i + 2] + text[i] + text[i + 2:]
        if plain(out) != plain(text):
            return out
    return None


def date_like(row, column, iso):
    """An ISO day as that column writes days."""
    return "/".join(reversed(iso.split("-"))) if "/" in row[column] else iso


def wrong_digit(text, rng, places):
    i = rng.choice([p for p in places if text[p].isdigit()])
    return text[:i] + str((int(text[i]) + rng.randint(1, 9)) % 10) + text[i + 1:]


# ---- values put there for want of better ones

STAND_INS = ["INCONNU", "inconnue", "N/A", "n.a.", "NC", "N.C.", "néant", "Néant", "-", "--", "?", "???", "xxx", "XXXX", "non renseigné", "Non communiqué", "à compléter", "A COMPLETER",
             "NULL", "null", "None", "#N/A", "#REF!", "aucun", "Aucune", "sans", "vide", "à renseigner", "pas de mail", "RAS", ".", "..."]
table("stand_in_name", every(GIVEN, SURNAME), "stand_in keyboard_walk test_value", [s for s in STAND_INS if "mail" not in s])
table("stand_in_company", COMPANY, "stand_in keyboard_walk test_value", [s for s in STAND_INS if "mail" not in s])
table("stand_in_place", every(STREET, CITY), "stand_in keyboard_walk test_value", [s for s in STAND_INS if "mail" not in s])
table("stand_in_contact", every(EMAIL, PHONE), "stand_in invalid_email invalid_phone filler_email filler_phone", STAND_INS)
table("stand_in_date", every(UPDATED, {"boutique": "birth_date"}), "stand_in invalid_date default_date", ["INCONNUE", "N/A", "?", "-", "non renseigné", "NULL", "??/??/????", "00/00/0000", "0000-00-00"])
table("filler_email", EMAIL, "filler_email stand_in test_value invalid_email",
      ["noemail@noemail.com", "aucun@aucun.fr", "pasdemail@pasdemail.fr", "sansmail@gmail.com", "nomail@nomail.com", "none@none.com", "inconnu@inconnu.fr", "xxx@xxx.fr", "no@mail.com", "na@na.fr", "a@a.fr",
       "noreply@noreply.com", "nc@nc.fr", "x@x.com"])
table("filler_phone", PHONE, "filler_phone made_up_phone stand_in invalid_phone",
      ["0000000000", "00 00 00 00 00", "0600000000", "06 00 00 00 00", "0100000000", "9999999999", "99 99 99 99 99", "0", "00", "1111111111", "06.00.00.00.00", "+33 6 00 00 00 00"])
table("made_up_phone", PHONE, "made_up_phone filler_phone",
      ["0612345678", "06 12 34 56 78", "0123456789", "01 23 45 67 89", "0611111111", "06 66 66 66 66", "0707070707", "0601020304", "06 01 02 03 04", "01 02 03 04 05", "+33 6 12 34 56 78", "0698765432", "0606060606",
       "0622222222"])


@kind("default_birth_date", {"boutique": "birth_date"}, "default_date too_old invalid_date")
def default_birth_date(row, column, world):
    return {column: world.rng.choice(["1900-01-01", "1901-01-01", "1970-01-01", "9999-12-31", "1111-11-11", "1800-01-01", "1899-12-30", "0001-01-01"])}


@kind("default_record_date", UPDATED, "default_date invalid_date future_date updated_before_created")
def default_record_date(row, column, world):
    return {column: date_like(row, column, world.rng.choice(["1970-01-01", "1900-01-01", "9999-12-31", "1899-12-30", "1901-01-01"]))}


table("keyboard_walk", every(GIVEN, SURNAME, CITY), "keyboard_walk test_value stand_in",
      ["azerty", "AZERTY", "qsdf", "QSDFG", "asdf", "asdfgh", "qwerty", "azertyuiop", "wxcvbn", "qsdfqsdf", "aaaa", "AAAAAA", "zzzzz", "qwertz", "poiuy", "mlkjhg", "azeaze", "fghfgh"])
table("keyboard_walk_email", EMAIL, "keyboard_walk test_value filler_email", ["azerty@gmail.com", "qsdf@free.fr", "aaaa@aaaa.fr", "qwerty@orange.fr", "asdf@asdf.com", "azer@azer.fr", "wxcvbn@hotmail.fr"])


@kind("test_record", SURNAME, "test_value stand_in", row=True)
def test_record(row, column, world):
    source = world.source
    given, surname = world.rng.choice([("test", "test"), ("Test", "TEST"), ("toto", "TOTO"), ("Client", "TEST"), ("essai", "ESSAI"), ("TEST2", "TEST"), ("John", "DOE"), ("Mickey", "MOUSE"), ("titi", "toto"), ("Prospect", "Test")])
    if (given, surname) in [("John", "DOE"), ("Mickey", "MOUSE")]:
        return {column: f"{given} {surname}"}
    return {GIVEN[source]: given, column: surname}


table("test_email", EMAIL, "test_value filler_email", ["test@test.com", "test@test.fr", "test1@gmail.com", "toto@toto.fr", "essai@essai.fr", "test.test@orange.fr", "testing@free.fr", "toto@gmail.com"])
table("test_company", COMPANY, "test_value stand_in", ["TEST", "Société Test", "Entreprise test", "TEST SARL", "Client test", "Essai", "DEMO TEST"])

# ---- contacts


@kind("mistyped_domain", EMAIL, "mistyped_domain invalid_email", restores=True, count=80)
def mistyped_domain(row, column, world):
    local, domain = row[column].split("@")
    if domain not in {"gmail.com", "orange.fr", "hotmail.fr", "hotmail.com", "wanadoo.fr", "laposte.net", "yahoo.fr", "outlook.fr", "icloud.com"}:
        return None
    label, top = domain.split(".")
    if world.rng.random() < .3:
        wrong = label + "." + world.rng.choice({"com": ["con", "cm", "comm", "cpm", "vom"], "fr": ["ft", "frr", "f", "ffr"], "net": ["ner", "nett", "ney"]}[top])
    else:
        wrong = slip(label, world.rng) + "." + top
    return None if wrong in {"ymail.com", "mail.com", "range.fr"} else {column: f"{local}@{wrong}"}


@kind("disposable_domain", EMAIL, "disposable_domain")
def disposable_domain(row, column, world):
    domain = world.rng.choice("yopmail.com yopmail.fr mailinator.com guerrillamail.com 10minutemail.com temp-mail.org trashmail.com jetable.org sharklasers.com throwawaymail.com getnada.com maildrop.cc "
                              "mailnesia.com dispostable.com tempmail.com".split())
    return {column: row[column].split("@")[0] + "@" + domain}


@kind("broken_email", EMAIL, "invalid_email mistyped_domain several_values", count=60)
def broken_email(row, column, world):
    local, domain = row[column].split("@")
    return {column: world.rng.choice([local + domain, local + "@", "@" + domain, local + "@" + domain.split(".")[0], f"{local}@@{domain}", f"{local}@{domain.replace('.', ',')}", f"{local} {domain}",
                                      f"{local}@.{domain}", f"{local}@{domain}.", f"{local}@{domain.replace('.', '..')}", f"{local[:3]} {local[3:]}@{domain}"])}


@kind("phone_of_wrong_length", PHONE, "invalid_phone")
def phone_of_wrong_length(row, column, world):
    digits = re.sub(r"\D", "", row[column])
    return {column: world.rng.choice([digits[:8], digits[:7], digits[:6], digits + "1", digits + "42", digits[:5], digits + digits[-4:]])}


@kind("phone_of_no_code", PHONE, "invalid_phone", count=30)
def phone_of_no_code(row, column, world):
    digits = re.sub(r"\D", "", row[column])
    return {column: world.rng.choice(["1", "2", "5", "7"]) + digits[1:]}


@kind("letter_in_phone", PHONE, "invalid_phone", count=30)
def letter_in_phone(row, column, world):
    digits = re.sub(r"\D", "", row[column])
    i = world.rng.randrange(3, 9)
    return {column: digits[:i] + world.rng.choice("lISBZ") + digits[i + 1:]}


@kind("several_emails", EMAIL, "several_values")
def several_emails(row, column, world):
    other = world.other(column, row)
    return {column: row[column] + world.rng.choice([" ; ", ";", " / ", ", ", " ou ", " "]) + other}


@kind("several_phones", PHONE, "several_values")
def several_phones(row, column, world):
    return {column: row[column] + world.rng.choice([" / ", "/", " ; ", " ou ", " - ", ", "]) + world.other(column, row)}


@kind("shared_phone", {"crm": "tel"}, "shared_value made_up_phone filler_phone", count=60)
def shared_phone(row, column, world):
    return {column: world.shared(column, 12, lambda n: f"01{n:02d}47{(n * 37 + 11) % 100:02d}29")}


@kind("shared_email", {"boutique": "email"}, "shared_value filler_email", count=60)
def shared_email(row, column, world):
    return {column: world.shared(column, 12, lambda n: ["magasin.centre", "caisse", "vendeur", "depot", "agence.nord"][n % 5] + f"{n}@orange.fr")}


@kind("email_of_other", {"crm": "email", "boutique": "email"}, "email_of_other")
def email_of_other(row, column, world):
    if not row[SURNAME[world.source]]:
        return None
    # Of a person of another name whose address spells both: initials could be anybody's.
    for _ in range(200):
        other = world.any_row()
        given, surname = plain(other[GIVEN[world.source]]), plain(other[SURNAME[world.source]])
        if other[column].split("@")[0] not in (f"{given}.{surname}", f"{surname}.{given}"):
            continue
        if min(len(given), len(surname)) > 2 and surname not in plain(row[SURNAME[world.source]]) and given not in plain(row[GIVEN[world.source]]):
            return {column: other[column]}
    return None


# ---- identifiers


@kind("wrong_siren", {"crm": "siren", "facturation": "siren"}, "wrong_check_digits siren_siret vat_siren")
def wrong_siren(row, column, world):
    return {column: wrong_digit(row[column], world.rng, range(9))}


@kind("wrong_siret", {"crm": "siret"}, "wrong_check_digits siren_siret")
def wrong_siret(row, column, world):
    return {column: wrong_digit(row[column], world.rng, range(14))}


@kind("wrong_vat", {"facturation": "tva"}, "wrong_check_digits vat_siren")
def wrong_vat(row, column, world):
    return {column: wrong_digit(row[column], world.rng, range(2, 13))}


@kind("wrong_iban", {"facturation": "iban"}, "wrong_check_digits invalid_value")
def wrong_iban(row, column, world):
    if world.rng.random() < .3:
        i = world.rng.randrange(5, 20)
        text = row[column]
        return {column: text[:i] + text[i + 1] + text[i] + text[i + 2:]} if text[i] != text[i + 1] else None
    return {column: wrong_digit(row[column], world.rng, range(4, 27))}


@kind("siren_of_wrong_length", {"crm": "siren", "facturation": "siren"}, "wrong_check_digits invalid_value", count=30)
def siren_of_wrong_length(row, column, world):
    return {column: world.rng.choice([row[column][:8], row[column] + "1", row[column][:6]])}


@kind("siret_of_other", {"crm": "siret"}, "siren_siret")
def siret_of_other(row, column, world):
    return {column: world.other(column, row)} if row["siren"] else None


@kind("vat_of_other", {"facturation": "tva"}, "vat_siren")
def vat_of_other(row, column, world):
    return {column: world.other(column, row)} if row["siren"] else None


# ---- what spreadsheets and exports do


@kind("lost_zero_phone", PHONE, "lost_zero", restores=True)
def lost_zero_phone(row, column, world):
    digits = re.sub(r"\D", "", row[column])
    return {column: digits[1:]} if digits.startswith("0") else None


@kind("lost_zero_postcode", POSTCODE, "lost_zero", restores=True)
def lost_zero_postcode(row, column, world):
    return {column: row[column][1:]} if row[column].startswith("0") else None


@kind("rounded_phone", PHONE, "rounded_number")
def rounded_phone(row, column, world):
    digits = re.sub(r"\D", "", row[column])
    return {column: world.rng.choice([f"{digits[1]},{digits[2:4]}E+08", f"{digits[1]}.{digits[2:4]}E+08", f"{digits[1]},{digits[2:6]}E+08"])}


@kind("rounded_identifier", {"crm": "siret", "facturation": "siren"}, "rounded_number wrong_check_digits invalid_value")
def rounded_identifier(row, column, world):
    digits = row[column]
    return {column: f"{digits[0]},{digits[1:6]}E+{len(digits) - 1:02d}"} if len(digits) > 8 else None


def twice_encoded(text):
    return text.encode("utf-8").decode("cp1252")


@kind("encoded_twice", every(GIVEN, SURNAME, CITY, STREET), "broken_letters", restores=True, count=80)
def encoded_twice(row, column, world):
    try:
        text = twice_encoded(row[column])
    except UnicodeDecodeError:
        return None
    return {column: text} if text != row[column] else None


@kind("replacement_character", every({"boutique": "first_name"}, {"boutique": "city"}, {"facturation": "commune"}, {"facturation": "prenom"}), "lost_letters broken_letters invalid_value")
def replacement_character(row, column, world):
    accented = [i for i, c in enumerate(row[column]) if ord(c) > 127]
    return {column: "".join("\ufffd" if i in accented else c for i, c in enumerate(row[column]))} if accented else None


@kind("question_mark_for_accent", every(GIVEN, CITY), "lost_letters broken_letters invalid_value mistyped_value")
def question_mark_for_accent(row, column, world):
    text = "".join("?" if ord(c) > 127 else c for c in row[column])
    return {column: text} if text != row[column] else None


@kind("html_reference", every(GIVEN, SURNAME, CITY, STREET), "character_references", restores=True, count=60)
def html_reference(row, column, world):
    names = {"é": "&eacute;", "è": "&egrave;", "ê": "&ecirc;", "É": "&Eacute;", "È": "&Egrave;", "ç": "&ccedil;", "ô": "&ocirc;", "'": "&#39;", "î": "&icirc;", "â": "&acirc;", "ë": "&euml;", "ï": "&iuml;"}
    text = "".join(names.get(c, c) for c in row[column])
    return {column: text} if text != row[column] else None


@kind("empty_record", every(CITY), "empty_record", row=True)
def empty_record(row, column, world):
    return {c: "" for c in list(row)[1:]}


# ---- names


@kind("exchanged_names", {"crm": "nom", "boutique": "last_name", "facturation": "nom"}, "exchanged_names", restores=True)
def exchanged_names(row, column, world):
    given = GIVEN[world.source]
    if not row[given]:
        return None
    upper = row[column].isupper()
    return {column: row[given].upper() if upper else row[given], given: row[column].title() if upper else row[column]}


@kind("same_names", SURNAME, "same_names")
def same_names(row, column, world):
    given = GIVEN[world.source]
    return world.rng.choice([{column: row[given]}, {given: row[column]}]) if row[given] else None


@kind("company_in_surname", SURNAME, "company_in_name")
def company_in_surname(row, column, world):
    return {column: world.company()}


@kind("person_in_company", COMPANY, "person_in_company")
def person_in_company(row, column, world):
    given, surname = world.person()
    return {column: world.rng.choice(["M. ", "Mme ", "Monsieur ", "Madame ", "M ", "Mr "]) + world.rng.choice([f"{given} {surname}", f"{surname} {given}"])}


@kind("digits_in_name", every(GIVEN, SURNAME), "digits_in_name")
def digits_in_name(row, column, world):
    text = row[column]
    ways = [text + str(world.rng.randint(1, 99)), text + " " + str(world.rng.randint(1, 9))]
    if "o" in text.lower():
        ways.append(re.sub("[oO]", "0", text, count=1))
    return {column: world.rng.choice(ways)}


@kind("email_in_name", SURNAME, "invalid_value digits_in_name")
def email_in_name(row, column, world):
    return {column: f"{plain(row[GIVEN[world.source]])}.{plain(row[column])}@gmail.com"}


@kind("comment_in_name", SURNAME, "remark_in_name invalid_value test_value")
def comment_in_name(row, column, world):
    return {column: row[column] + world.rng.choice([" (NE PLUS APPELER)", " - NPAI", " *** DOUBLON ***", " (décédé)", " !! litige", " - a rappeler", " (ex client)"])}


@kind("title_given_name", {"crm": "civilite"}, "title_given_name")
def title_given_name(row, column, world):
    if plain(row["prenom"]) in {"claude", "dominique", "camille", "alix", "sacha", "morgan", "lou", "charlie", "stephane", "andrea", "yannick", "francois", "marie", "noa", "eden", "ange"}:
        return None  # of men and women
    return {column: "M." if row[column] == "Mme" else "Mme"}


table("odd_title", {"crm": "civilite"}, "invalid_value stand_in", ["XX", "0", "ZZZ", "??", "Client", "Q"])
table("odd_consent", {"crm": "optin", "boutique": "newsletter"}, "invalid_value stand_in", ["peut-être", "7", "X9", "à voir", "99", "vu"], count=30)


@kind("no_name", SURNAME, "no_name", row=True)
def no_name(row, column, world):
    source = world.source
    return {c: "" for c in [GIVEN[source], column] + ([COMPANY[source]] if source in COMPANY else [])}


@kind("name_alone", {"crm": "nom", "facturation": "nom"}, "name_alone", row=True)
def name_alone(row, column, world):
    kept = {list(row)[0], "civilite", GIVEN[world.source], column, UPDATED[world.source], "optin", "segment", "pays"}
    return {c: "" for c in row if c not in kept}


# ---- dates


@kind("impossible_date", every({"boutique": ["birth_date"]}, {"crm": "maj"}, {"boutique": "created_at"}), "invalid_date", count=60)
def impossible_date(row, column, world):
    year = "19" + str(world.rng.randint(40, 99)) if column == "birth_date" else "2019"
    return {column: date_like(row, column, year + world.rng.choice(["-02-30", "-02-31", "-13-31", "-04-31", "-06-31", "-15-40", "-09-31"]))}


@kind("birth_to_come", {"boutique": "birth_date"}, "invalid_date future_date birth_after_record")
def birth_to_come(row, column, world):
    return {column: f"{world.rng.randint(2027, 2090)}{row[column][4:]}"}


@kind("birth_after_record", {"boutique": "birth_date"}, "birth_after_record invalid_date")
def birth_after_record(row, column, world):
    year = int(row["created_at"][:4]) + world.rng.randint(1, 4)
    return {column: f"{year}{row[column][4:]}"} if year < 2026 else None


@kind("too_old", {"boutique": "birth_date"}, "too_old default_date invalid_date")
def too_old(row, column, world):
    return {column: f"{world.rng.randint(1820, 1914)}{row[column][4:]}"}


@kind("century_slip", {"boutique": "birth_date"}, "too_old invalid_date future_date birth_after_record")
def century_slip(row, column, world):
    return {column: world.rng.choice(["0985", "2973", "1066", "2154", "1871", "0197", "2066"]) + row[column][4:]}


@kind("future_date", UPDATED, "future_date invalid_date")
def future_date(row, column, world):
    return {column: date_like(row, column, f"{world.rng.randint(2028, 2060)}-{world.rng.randint(1, 12):02d}-{world.rng.randint(1, 28):02d}")}


@kind("updated_before_created", {"boutique": "updated_at"}, "updated_before_created")
def updated_before_created(row, column, world):
    return {column: f"{int(row['created_at'][:4]) - world.rng.randint(1, 6)}{row[column][4:]}"}


# ---- places


@kind("postcode_of_other_town", POSTCODE, "postcode_town dependency")
def postcode_of_other_town(row, column, world):
    # Where the town is known from enough other records to tell where it is.
    if world.town_count(row) < 10:
        return None
    for _ in range(100):
        postcode = world.other(column, row)
        if postcode[:2] != row[column][:2] and world.postcode_count(postcode) > 1:
            return {column: postcode}
    return None


@kind("impossible_postcode", POSTCODE, "invalid_postcode stand_in postcode_town")
def impossible_postcode(row, column, world):
    code = row[column]
    return {column: world.rng.choice(["00000", "99999", code[:3], code + "0", code[:2] + "O" + code[3:], "ABCDE", code[:4] + "?", "XXXXX", "00999", code + code])}


@kind("mistyped_town", CITY, "mistyped_value", restores=True, count=60)
def mistyped_town(row, column, world):
    # A town that has at least six records under that postcode: of fewer, nothing in the data tells which writing is right.
    if world.place_count(row) < 6 or len(plain(row[column])) < 5:
        return None
    return {column: slip(row[column], world.rng)}


@kind("mistyped_category", {"crm": ["segment", "region"], "facturation": "pays"}, "mistyped_value dependency", restores=True, count=60)
def mistyped_category(row, column, world):
    text = slip(row[column], world.rng)
    return {column: text} if text else None


@kind("region_of_other", {"crm": "region"}, "dependency")
def region_of_other(row, column, world):
    return {column: world.rng.choice([r for r in REGIONS if r != row[column]])}


# ---- cells in the place of others


@kind("email_in_phone", PHONE, "email_elsewhere")
def email_in_phone(row, column, world):
    email = row[EMAIL[world.source]]
    return {column: email, EMAIL[world.source]: ""} if email else None


@kind("phone_in_email", EMAIL, "phone_elsewhere")
def phone_in_email(row, column, world):
    phone = row[PHONE[world.source]]
    return {column: phone} if phone else None


@kind("town_in_postcode", POSTCODE, "exchanged_places invalid_postcode invalid_value")
def town_in_postcode(row, column, world):
    city = CITY[world.source]
    return {column: row[city], city: row[column]}


@kind("postcode_with_town", CITY, "invalid_value digits_in_name")
def postcode_with_town(row, column, world):
    return {column: row[POSTCODE[world.source]]}


@kind("phone_in_street", STREET, "phone_elsewhere")
def phone_in_street(row, column, world):
    return {column: world.other(PHONE[world.source], row)}


# ---- records


@kind("repeated_row", every(CITY), "repeated_row", row=True)
def repeated_row(row, column, world):
    earlier = world.earlier_row()
    return None if earlier is None else {c: earlier[c] for c in list(row)[1:]}


@kind("repeated_id", {"crm": "id_client", "boutique": "id", "facturation": "ref"}, "repeated_id", row=True)
def repeated_id(row, column, world):
    earlier = world.earlier_row()
    return None if earlier is None else {column: earlier[column]}


# ---- spellings


@kind("unaccented_town", CITY, "spellings", restores=True, count=60)
def unaccented_town(row, column, world):
    # Where most records spell it with its accents.
    text = "".join(c for c in unicodedata.normalize("NFD", row[column]) if not unicodedata.combining(c))
    return {column: text} if text != row[column] and world.place_count(row) >= 6 else None


@kind("category_in_other_case", {"crm": ["segment", "region"]}, "spellings odd_form", restores=True, count=60)
def category_in_other_case(row, column, world):
    return {column: row[column].lower() if row[column] != row[column].lower() else row[column].upper()}
