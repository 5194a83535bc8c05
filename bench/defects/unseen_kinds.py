"""Defects out of the practice of keeping customer files (shops, billing, call centres, associations, migrations), written without
looking at what the audit looks for: `generate.py --kinds unseen`, `score.py --kinds unseen`. Each can be told from the file: from the
value, its column, the rest of the row or the other rows. A finding of any name about the row and the attribute is right; where two
cells contradict each other or a whole line has slipped (`row=True`), any about the row.

Nothing in the engine has been made with these kinds in view; once something is, they measure it no longer."""
import datetime
import random
import re

from clean import SOURCES, make_iban, make_siret, plain
from fresh_kinds import ANY
from kinds import CITY, COMPANY, EMAIL, GIVEN, PHONE, POSTCODE, STREET, SURNAME, UPDATED, Kind, every

KINDS = []
COUNT = 24
STREETS = {**STREET, "adherents": "adresse"}
POSTCODES = {**POSTCODE, "adherents": "code_postal"}
CITIES = {**CITY, "adherents": "ville"}
DATES = every(UPDATED, {"boutique": "created_at"}, {"boutique": "birth_date"})


def kind(name, columns, **options):
    def add(spoil):
        KINDS.append(Kind(name, columns, ANY, spoil, **{"count": COUNT, **options}))
        return spoil
    return add


def cased(text, model):
    return text.upper() if model.isupper() else text


def written(value, forms, world):
    """The value in one of the forms, where {} stands for it; capitals beside capitals."""
    return cased(world.rng.choice(forms), value).replace("{}", value)


def day_of(text):
    if "/" in text:
        day, month, year = text.split("/")
        return datetime.date(int(year), int(month), int(day))
    return datetime.date.fromisoformat(text)


def pairs(digits, by=" "):
    return by.join(digits[i:i + 2] for i in range(0, len(digits), 2))


def digits_of(text):
    return re.sub(r"\D", "", text)


# ---- names

# Somebody at the counter with caps lock on: the top row of a French keyboard then gives digits for é, è, ç, à: "R2GINE", "FRAN9OISE".
@kind("azerty_caps_lock_digits", every(GIVEN, SURNAME, STREETS, CITIES))
def azerty_caps_lock_digits(row, column, world):
    typed = row[column].lower().translate(str.maketrans("éèçà", "2790")).upper()
    return {column: typed} if typed != row[column].upper() else None


# A call centre that has no box for it notes beside the name that the customer has died.
@kind("deceased_mark", every(SURNAME, GIVEN))
def deceased_mark(row, column, world):
    year = world.rng.randint(2015, 2025)
    forms = ["{} (DCD)", "{} DCD", "DCD {}", "{} - décédé", f"{{}} décès {world.rng.randint(1, 12):02d}/{year}", f"{{}} (décédé en {year})", "{} †"]
    return {column: written(row[column], forms + (["Succession {}", "Héritiers {}"] if column == SURNAME[world.source] else []), world)}


# Membership forms of associations filled in by couples: two given names in one box.
@kind("couple_in_given_name", GIVEN)
def couple_in_given_name(row, column, world):
    other, _ = world.person()
    if plain(other) == plain(row[column]):
        return None
    return {column: written(row[column], [f"{{}} et {other}", f"{{}} & {other}", f"{{}}/{other}", f"{other} et {{}}", f"{{}} ou {other}", f"{{}} + {other}"], world)}


# A user whom the program refuses a second card of the same name makes it different with a number or a word.
@kind("made_unique_by_suffix", every(SURNAME, COMPANY))
def made_unique_by_suffix(row, column, world):
    return {column: written(row[column], ["{} 2", "{} (2)", "{}2", "{}_1", "{} bis (doublon)", "{} - copie", "{} (nouveau)", "{} #2", "{}."], world)}


# The browser fills both boxes of a form with the same name.
@kind("one_name_in_both_boxes", every(GIVEN, SURNAME))
def one_name_in_both_boxes(row, column, world):
    given, family = row[GIVEN[world.source]], row[SURNAME[world.source]]
    value = family if column == GIVEN[world.source] else cased(given, family)
    return {column: value if world.rng.random() < .5 or family.isupper() else value.capitalize()}


# A mailing tool writes its own merge fields back to the customer base: nothing stood in the field when it ran.
@kind("merge_field", every(GIVEN, SURNAME, CITY))
def merge_field(row, column, world):
    what = world.rng.choice({"prenom": ["prenom", "firstname", "PRENOM"], "first_name": ["prenom", "firstname", "contact.first_name"]}.get(
        column, ["nom", "lastname", "NOM"] if column == SURNAME[world.source] else ["ville", "city", "VILLE"]))
    return {column: world.rng.choice(["{{%s}}", "{{ %s }}", "[%s]", "%%%s%%", "*|%s|*", "${%s}", "<%s>", "«%s»"]) % what}


# ---- addresses of mail

# The @ of a French keyboard needs AltGr; whoever misses it gets "à", with shift "0": "jean.durandàgmail.com".
@kind("at_sign_without_altgr", EMAIL)
def at_sign_without_altgr(row, column, world):
    return {column: row[column].replace("@", world.rng.choice(["à", "à", "0", "à@", " à "]))}


# Customers who only want the voucher register in the e-shop with a mailbox that lives for ten minutes.
@kind("throwaway_mailbox", EMAIL)
def throwaway_mailbox(row, column, world):
    rng = world.rng
    host = rng.choice("yopmail.com yopmail.fr jetable.org mailinator.com guerrillamail.com 10minutemail.com trashmail.com temp-mail.org maildrop.cc sharklasers.com".split())
    local = rng.choice([row[column].split("@")[0], row[column].split("@")[0], "".join(rng.choice("abcdefghijkmnpqrstuvwxyz0123456789") for _ in range(9))])
    return {column: f"{local}@{host}"}


# The till insists on an address for the loyalty card, the customer has none: the cashier types that of the shop, for everybody.
@kind("mailbox_of_the_shop", {"crm": "email", "boutique": "email"})
def mailbox_of_the_shop(row, column, world):
    if not row[SURNAME[world.source]]:
        return None
    shops = {"crm": ["magasin.nantes@comptoir-bellevue.fr", "caisse2@comptoir-bellevue.fr"], "boutique": ["boutique@comptoir-bellevue.fr", "sav@comptoir-bellevue.fr"]}[world.source]
    return {column: world.shared("shop " + world.source, 1, lambda number: shops[number % 2])}


# ---- telephones

# A script puts the code of the country before numbers and leaves their zero in place: "+330612345678".
@kind("country_code_and_zero", PHONE)
def country_code_and_zero(row, column, world):
    digits = digits_of(row[column])
    return {column: world.rng.choice(["+33" + digits, "0033" + digits, "33" + digits, "+33 " + pairs(digits), "+33-" + pairs(digits, "-")])}


# Cards taken over from a program of before October 1996, when numbers had eight digits, with 16 before them to call from far away.
@kind("eight_digit_phone", PHONE)
def eight_digit_phone(row, column, world):
    digits = digits_of(row[column])
    if digits[:2] not in ("01", "02", "03", "04", "05"):
        return None
    rest = digits[2:]
    return {column: world.rng.choice([rest, pairs(rest), pairs(rest, "."), pairs(rest, "-"), f"16 {pairs(rest)}", f"16-{pairs(rest, '.')}"] + ([f"(1) {pairs(rest)}", f"16 (1) {pairs(rest)}"] if digits[:2] == "01" else []))}


# Operators of a call centre write what they learned about the number into the box of the number.
@kind("remark_in_phone", PHONE)
def remark_in_phone(row, column, world):
    rng = world.rng
    forms = ["{} (soir)", "{} après 18h", "{} bureau", "{} sa fille", "{} ne pas appeler", f"{{}} poste {rng.randint(100, 499)}", "{} HS", "{} (ne répond jamais)", "portable : {}",
             f"{{}} demander {rng.choice(['Mme', 'M.'])} {world.person()[1].capitalize()}", "{} = voisin"]
    return {column: rng.choice(forms).replace("{}", row[column])}


# ---- postal addresses

# The browser puts the whole address into the first line, where postcode and town have boxes of their own.
@kind("whole_address_in_street", STREETS)
def whole_address_in_street(row, column, world):
    postcode, town = row[POSTCODES[world.source]], row[CITIES[world.source]]
    return {column: world.rng.choice([f"{row[column]} {postcode} {town}", f"{row[column]}, {postcode} {town}", f"{row[column]}, {postcode} {town}, France", f"{row[column]} - {town} {postcode}", f"{row[column]}, {town}"])}


# Buyers tell the driver how to get in, in the only box that is long enough.
@kind("note_for_the_driver", STREETS)
def note_for_the_driver(row, column, world):
    rng = world.rng
    code = rng.choice([f"{rng.randint(10, 99)}A{rng.randint(10, 99)}", f"{rng.randint(1000, 9999)}B", f"A{rng.randint(1000, 9999)}"])
    forms = [f"{{}} code {code}", f"{{}} (digicode : {code})", f"{{}} interphone {world.person()[1].capitalize()}", "{} - laisser chez le gardien", "{}, sonner 2 fois", "{} / livrer avant 12h", "{} portail vert",
             "{} (attention chien)", f"code portail {code} - {{}}", "{} appeler en arrivant"]
    return {column: rng.choice(forms).replace("{}", row[column])}


# The mail service enters what the Post wrote on the letters that came back.
@kind("returned_mail_mark", STREETS)
def returned_mail_mark(row, column, world):
    seen = f"{world.rng.randint(1, 12):02d}/{world.rng.randint(2016, 2025)}"
    forms = ["NPAI", f"NPAI {seen}", "*** NPAI ***", "{} (NPAI)", "NPAI - {}", f"{{}} PND {seen}", "N'habite plus à l'adresse indiquée", "{} - retour courrier", "Pli non distribuable", "Parti sans laisser d'adresse",
             "{} ADRESSE INCORRECTE"]
    return {column: world.rng.choice(forms).replace("{}", row[column])}


# Callers who name the district they think they live in, beside the postcode that the file already had: 75015, "Paris 11e".
@kind("district_against_postcode", CITIES, row=True)
def district_against_postcode(row, column, world):
    postcode, town = row[POSTCODES[world.source]], row[column]
    last = {"paris": ("75", 20), "lyon": ("69", 9), "marseille": ("13", 16)}.get(plain(town))
    if last is None or postcode[:3] != last[0] + "0" or not 1 <= int(postcode[3:]) <= last[1]:
        return None
    district = world.rng.choice([n for n in range(1, last[1] + 1) if n != int(postcode[3:])])
    ordinal = f"{district}er" if district == 1 else f"{district}e"
    return {column: cased(world.rng.choice([f"{town} {district:02d}", f"{town} {ordinal}", f"{town} {ordinal} arrondissement", f"{town} {ordinal.replace('e', 'ème') if district > 1 else ordinal}"]), town)}


# The zero that a spreadsheet took off the postcode was put back by a script, at the end: 01340 is "13400".
@kind("zero_put_back_at_the_end", POSTCODES, row=True)
def zero_put_back_at_the_end(row, column, world):
    return {column: row[column][1:] + "0"} if row[column][0] == "0" else None


# ---- dates

# The calendar of the form opens on today: buyers leave the day as it is, or choose theirs and leave the year.
@kind("birth_date_of_the_calendar", {"boutique": "birth_date"})
def birth_date_of_the_calendar(row, column, world):
    today = row["created_at"]
    return {column: world.rng.choice([today, today, today[:4] + row[column][4:]])}


# An export of the tables of a web program gives moments as seconds or milliseconds since 1970.
@kind("date_as_seconds", DATES)
def date_as_seconds(row, column, world):
    seconds = (day_of(row[column]) - datetime.date(1970, 1, 1)).days * 86400 + world.rng.choice([0, -3600, -7200, world.rng.randrange(86400)])
    return {column: world.rng.choice(["{}", "{}", "{}000", "{}.0", "/Date({}000)/"]).format(seconds)}


# Records put together from two programs: the last change of one, the creation of the other, which is later.
@kind("changed_before_created", {"boutique": ["created_at", "updated_at"]}, row=True)
def changed_before_created(row, column, world):
    created, changed = day_of(row["created_at"]), day_of(row["updated_at"])
    if column == "created_at":
        later = changed + datetime.timedelta(days=world.rng.randint(1, 400))
        return {column: later.isoformat()} if later < datetime.date(2026, 9, 1) else None
    return {column: (created - datetime.timedelta(days=world.rng.randint(1, 1500))).isoformat()}


# ---- numbers of companies and of accounts

# A company was taken over: billing gets the SIRET of the new one, and nobody touches the SIREN.
@kind("siret_of_another_siren", {"crm": "siret"}, row=True)
def siret_of_another_siren(row, column, world):
    other = world.other("siren", row)
    return {column: make_siret(other, world.rng)} if row["siren"] else None


# People who make up a VAT number from the SIREN and do not know of the key between.
@kind("vat_without_key", {"facturation": "tva"})
def vat_without_key(row, column, world):
    siren = row[column][4:]
    return {column: world.rng.choice([f"FR{siren}", f"FR{siren}", f"FR {siren}", siren, f"FRXX{siren}", f"FR??{siren}", f"FR{siren}00"])}


# The clerk who copies from the bottom of an invoice takes the account of the one who sent it: the own one, with many customers.
@kind("own_account_with_customers", {"facturation": "iban"})
def own_account_with_customers(row, column, world):
    iban = world.shared("own iban", 1, lambda number: make_iban(random.Random(f"own {number % 2}")))
    return {column: " ".join(iban[i:i + 4] for i in range(0, len(iban), 4)) if world.rng.random() < .3 else iban}


# ---- companies

# Two boxes, legal form and name, of an old program; the migration took the first one for the name.
@kind("legal_form_for_name", COMPANY)
def legal_form_for_name(row, column, world):
    return {column: world.rng.choice(["SARL", "SAS", "SA", "EURL", "SCI", "SASU", "S.A.R.L.", "Sté", "Société", "Ets", "Association", "Entreprise individuelle", "Société à responsabilité limitée"])}


# Sales administration cannot delete an account that has invoices: the name says to leave it alone.
@kind("account_closed_in_name", COMPANY)
def account_closed_in_name(row, column, world):
    forms = ["{} *** NE PLUS UTILISER ***", "ZZ {}", "ZZZ_{}", "{} (FERMÉ)", "DOUBLON - {}", "{} NE PAS LIVRER", "{} - liquidation judiciaire", "XXX {}", "{} (compte clos)", "{} => voir autre compte", "A SUPPRIMER {}",
             "{} BLOQUÉ CONTENTIEUX"]
    return {column: world.rng.choice(forms).replace("{}", row[column])}


# ---- lists of values

# Regions by their names of before 2016: a list that was never brought up to date in one of the programs.
OLD_REGIONS = {
    "Auvergne": "03 15 43 63", "Rhône-Alpes": "01 07 26 38 42 69 73 74", "Bourgogne": "21 58 71 89", "Franche-Comté": "25 39 70 90", "Alsace": "67 68", "Lorraine": "54 55 57 88",
    "Champagne-Ardenne": "08 10 51 52", "Nord-Pas-de-Calais": "59 62", "Picardie": "02 60 80", "Basse-Normandie": "14 50 61", "Haute-Normandie": "27 76", "Aquitaine": "24 33 40 47 64",
    "Limousin": "19 23 87", "Poitou-Charentes": "16 17 79 86", "Languedoc-Roussillon": "11 30 34 48 66", "Midi-Pyrénées": "09 12 31 32 46 65 81 82",
}
OLD_REGION_OF = {department: region for region, departments in OLD_REGIONS.items() for department in departments.split()}


@kind("region_of_before_2016", {"crm": "region"})
def region_of_before_2016(row, column, world):
    old = OLD_REGION_OF.get(row["cp"][:2])
    return {column: world.rng.choice([old, old, old.upper()])} if old else None


# Agents who leave the customer group on what it was for the last call: a person as "Entreprise", a company as "Particulier".
@kind("segment_against_customer", {"crm": "segment"}, row=True)
def segment_against_customer(row, column, world):
    return {column: world.rng.choice(["Entreprise", "Collectivité"] if row["nom"] else ["Particulier", "Fidèle", "Premium"])}


# One line too far in a list of countries in the order of letters, beside a French postcode and a French account.
@kind("neighbour_in_list_of_countries", {"facturation": "pays"})
def neighbour_in_list_of_countries(row, column, world):
    return {column: world.rng.choice(["Finlande", "Fidji", "Gabon", "Gambie", "Géorgie", "Polynésie française", "Guyane française", "Terres australes françaises", "Îles Féroé"])}


# ---- lines and columns

# A separator within a street that was exported without quotes, or an empty field that a script dropped: the rest of the line slips.
@kind("slipped_fields", {"crm": "adresse", "boutique": "address", "adherents": "adresse"}, row=True)
def slipped_fields(row, column, world):
    names = SOURCES[world.source]
    values = [row[name] for name in names]
    empty = [i for i in range(1, len(values)) if not values[i]]
    if empty and world.rng.random() < .5:
        gone = world.rng.choice(empty)
        out = values[:gone] + values[gone + 1:] + [""]
    else:
        place = names.index(column)
        number, _, rest = values[place].partition(" ")
        out = values[:place] + [number, rest] + values[place + 1:-1]
    return dict(zip(names, out))


# Pulled one line too far in a spreadsheet: the cell says what the one above says, of another customer.
@kind("filled_down", every(EMAIL, PHONE, {"facturation": "iban"}))
def filled_down(row, column, world):
    above = (world.source, world.place - 1)
    if world.place == 0 or above in world.used:
        return None
    other = world.tables[world.source][world.place - 1]
    surname = SURNAME[world.source]
    if not other[column] or not row[surname] or plain(other[surname]) == plain(row[surname]):
        return None
    world.used.add(above)  # it is to stay as it is
    return {column: other[column]}
