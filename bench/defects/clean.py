"""Extracts with nothing wrong in them, from the ones that `jumelles synth` makes: where several records are of one customer, what the
first of them says; what no record says is made up. Three sources as three systems would write them, and a small fourth one."""
import csv
import json
import os
import random
import re
import unicodedata

SOURCES = {
    "crm": "id_client civilite prenom nom raison_sociale siren siret email tel adresse cp ville region segment optin maj".split(),
    "boutique": "id first_name last_name email phone birth_date address postcode city newsletter created_at updated_at".split(),
    "facturation": "ref nom prenom raison_sociale siren tva iban email telephone adresse code_postal commune pays date_modification".split(),
    "adherents": "numero nom prenom date_naissance adresse code_postal ville".split(),
}
FILES = {"crm": "crm.csv", "boutique": "boutique.csv", "facturation": "facturation.json", "adherents": "adherents.csv"}
# What each column is to the audit.
ATTRIBUTES = {
    "civilite": "civility", "prenom": "given_name", "nom": "surname", "raison_sociale": "company_name", "siren": "siren", "siret": "siret", "tva": "vat", "iban": "iban",
    "email": "email", "tel": "phone", "adresse": "street", "cp": "postcode", "ville": "city", "region": "region", "segment": "segment", "optin": "consent",
    "maj": "updated_date", "first_name": "given_name", "last_name": "surname", "phone": "phone", "birth_date": "birth_date", "address": "street", "postcode": "postcode",
    "city": "city", "newsletter": "consent", "created_at": "created_date", "updated_at": "updated_date", "telephone": "phone", "code_postal": "postcode",
    "commune": "city", "pays": "country", "date_modification": "updated_date", "date_naissance": "birth_date", "id_client": "", "id": "", "ref": "", "numero": "",
}
# Departments by region.
REGIONS = {
    "Auvergne-Rhône-Alpes": "01 03 07 15 26 38 42 43 63 69 73 74", "Bourgogne-Franche-Comté": "21 25 39 58 70 71 89 90", "Bretagne": "22 29 35 56",
    "Centre-Val de Loire": "18 28 36 37 41 45", "Corse": "20", "Grand Est": "08 10 51 52 54 55 57 67 68 88", "Hauts-de-France": "02 59 60 62 80",
    "Île-de-France": "75 77 78 91 92 93 94 95", "Normandie": "14 27 50 61 76", "Nouvelle-Aquitaine": "16 17 19 23 24 33 40 47 64 79 86 87",
    "Occitanie": "09 11 12 30 31 32 34 46 48 65 66 81 82", "Pays de la Loire": "44 49 53 72 85", "Provence-Alpes-Côte d'Azur": "04 05 06 13 83 84",
}
REGION_OF = {department: region for region, departments in REGIONS.items() for department in departments.split()}
# Where people have their addresses, by how many do.
HOSTS = ["gmail.com"] * 9 + ["orange.fr"] * 4 + ["hotmail.fr"] * 3 + ["free.fr"] * 3 + ["wanadoo.fr"] * 2 + ["laposte.net"] * 2 + ["yahoo.fr"] * 2 + ["hotmail.com", "outlook.fr", "icloud.com"]


def plain(text):
    """Letters without accents and digits, lower case."""
    decomposed = unicodedata.normalize("NFD", text.replace("œ", "oe").replace("Œ", "OE"))
    return re.sub(r"[^a-z0-9]", "", decomposed.lower())


def luhn_digit(digits):
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def make_siret(siren, rng):
    establishment = siren + f"{rng.randint(1, 60):05d}"[1:].rjust(4, "0")
    return establishment + luhn_digit(establishment)


def make_vat(siren):
    return f"FR{(12 + 3 * (int(siren) % 97)) % 97:02d}{siren}"


def make_iban(rng):
    bank, branch, account = f"{rng.randrange(10000, 40000)}", f"{rng.randrange(100, 9000):05d}", f"{rng.randrange(10 ** 10):011d}"
    key = 97 - (89 * int(bank) + 15 * int(branch) + 3 * int(account)) % 97
    bban = f"{bank}{branch}{account}{key:02d}"
    check = 98 - int(bban + "152700") % 97
    return f"FR{check:02d}{bban}"


def spaced(text, size):
    return " ".join(text[i:i + size] for i in range(0, len(text), size))


def read_synth(folder):
    """Customers by their number: dicts of what their first record says, filled up from later ones."""
    with open(os.path.join(folder, "truth.csv"), encoding="utf-8") as file:
        customer_of = {(r["source"], r["id"]): int(r["cluster_id"]) for r in csv.DictReader(file)}
    rows = []
    with open(os.path.join(folder, "crm.csv"), encoding="cp1252", newline="") as file:
        rows += [("crm", r["id_client"], r) for r in csv.DictReader(file, delimiter=";")]
    names = {"prenom": "first_name", "nom": "last_name", "tel": "phone", "adresse": "address", "cp": "postcode", "ville": "city"}
    with open(os.path.join(folder, "boutique.csv"), encoding="utf-8", newline="") as file:
        for r in csv.DictReader(file):
            ours = {mine: r[theirs] for mine, theirs in names.items()} | {k: r[k] for k in ("email", "birth_date", "created_at")}
            ours["cp"] = ours["cp"].rjust(5, "0")
            ours["tel"] = ours["tel"] and ours["tel"].rjust(10, "0")
            rows.append(("boutique", r["id"], ours))
    names = {"tel": "telephone", "cp": "code_postal", "ville": "commune"}
    with open(os.path.join(folder, "facturation.json"), encoding="utf-8") as file:
        for r in json.load(file):
            ours = {k: r[k] or "" for k in ("nom", "prenom", "raison_sociale", "siren", "email", "adresse")}
            rows.append(("facturation", r["ref"], ours | {mine: r[theirs] or "" for mine, theirs in names.items()}))
    customers, several = {}, set()
    for source, identifier, row in rows:
        number = customer_of[source, identifier]
        known = customers.setdefault(number, {"sources": [source]})
        if known["sources"][0] == source and len(known) > 1:
            several.add(number)  # which of them is as it should be cannot be told
        if source not in known["sources"]:
            known["sources"].append(source)
        for key, value in row.items():
            known.setdefault(key, "")
            known[key] = known[key] or value
    return [customers[number] for number in sorted(customers) if number not in several]


def titled(text):
    return re.sub(r"[^\W\d_]+", lambda word: word.group() if word.group() in ("de", "du", "des", "la", "le", "les", "sur", "sous", "en", "et", "aux", "au", "d", "l") else word.group().capitalize(), text.lower() if text.isupper() or text.islower() else text)


class Maker:
    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.taken, self.phones = set(), set()

    def email(self, customer):
        if customer["nom"]:
            given, family = plain(customer["prenom"]), plain(customer["nom"])
            local = self.rng.choice([f"{given}.{family}", f"{given}.{family}", f"{given[:1]}.{family}", f"{given[:1]}{family}", f"{family}.{given}"])
            host = self.rng.choice(HOSTS)
        else:
            local, host = self.rng.choice(["contact", "info", "accueil", "compta", "direction"]), plain(customer["raison_sociale"]) + ".fr"
        email = f"{local}@{host}"
        while email in self.taken:
            email = f"{local}{self.rng.randint(2, 99)}@{host}"
        self.taken.add(email)
        return email

    def phone(self, customer):
        while True:
            lead = "06" if customer["nom"] and self.rng.random() < .6 else self.rng.choice(["01", "02", "03", "04", "05"])
            number = lead + str(self.rng.randrange(10_000_000, 99_999_999))
            if number not in self.phones and len(set(number[2:])) > 4:
                self.phones.add(number)
                return number

    def day(self, first, last):
        return f"{self.rng.randint(first, last)}-{self.rng.randint(1, 12):02d}-{self.rng.randint(1, 28):02d}"

    def complete(self, customer):
        rng = self.rng
        for key in ("civilite", "prenom", "nom", "raison_sociale", "siren", "birth_date"):
            customer.setdefault(key, "")
        customer["is_company"] = not customer["nom"]
        customer["nom"], customer["prenom"] = titled(customer["nom"]), titled(customer["prenom"])
        if not customer["is_company"]:
            customer["raison_sociale"] = customer["siren"] = ""  # the employer of those behind a switchboard
        elif not customer["siren"]:
            digits = str(rng.randrange(30_000_000, 89_999_999))
            customer["siren"] = digits + luhn_digit(digits)
        customer["adresse"], customer["ville"] = titled(customer["adresse"]), titled(customer["ville"])
        customer["ville"] = customer["ville"][:1].upper() + customer["ville"][1:]  # "La Rochelle": in one way
        customer["civilite"] = {"MME": "Mme", "M": "M."}.get(customer["civilite"], customer["civilite"])
        customer["email"], customer["tel"] = self.email(customer), self.phone(customer)
        customer["birth_date"] = "" if customer["is_company"] else customer["birth_date"] or self.day(1936, 2005)
        customer["created"] = self.day(2012, 2025)
        customer["updated"] = self.day(int(customer["created"][:4]) + 1, 2026)
        if customer["updated"][:7] > "2026-08":
            customer["updated"] = "2026-0" + str(rng.randint(1, 8)) + customer["updated"][7:]
        customer["region"] = REGION_OF[customer["cp"][:2]]
        customer["segment"] = rng.choice(["Entreprise", "Collectivité"] if customer["is_company"] else ["Particulier", "Particulier", "Fidèle", "Premium"])
        if customer["is_company"]:
            customer["siret"], customer["tva"] = make_siret(customer["siren"], rng), make_vat(customer["siren"])
        customer["iban"] = make_iban(rng)

    def rows(self, customers):
        """Rows per source, as texts."""
        rng = self.rng
        tables = {source: [] for source in SOURCES}

        def optional(value, share):
            return value if rng.random() < share else ""

        for c in customers:
            french = "/".join(reversed(c["updated"].split("-")))
            consent = rng.choice("ON")
            if "crm" in c["sources"]:
                phone = rng.choice([c["tel"], spaced(c["tel"], 2), spaced(c["tel"], 2)])
                tables["crm"].append([optional(c["civilite"], .95), c["prenom"], c["nom"].upper(), c["raison_sociale"], optional(c["siren"], .8), optional(c.get("siret", ""), .8),
                                      optional(c["email"], .85), optional(phone, .8), c["adresse"], c["cp"], c["ville"].upper(), c["region"], c["segment"], optional(consent, .9), french])
            if "boutique" in c["sources"]:
                tables["boutique"].append([c["prenom"], c["nom"], c["email"], optional(c["tel"], .7), optional(c["birth_date"], .7), c["adresse"], c["cp"], c["ville"],
                                           optional("01"[consent == "O"], .9), c["created"], c["updated"]])
            if "facturation" in c["sources"]:
                tables["facturation"].append([c["nom"].upper(), c["prenom"], c["raison_sociale"], optional(c["siren"], .9), optional(c.get("tva", ""), .8), optional(c["iban"], .7),
                                              optional(c["email"], .6), optional(c["tel"], .8), c["adresse"], c["cp"], c["ville"], "France", c["updated"]])
        persons = [c for c in customers if c["nom"] and c["sources"] == ["boutique"]]
        for c in persons[:200]:
            birth = c["birth_date"].split("-")
            day = f"{rng.randint(13, 28)}"
            tables["adherents"].append([c["nom"], c["prenom"], f"{day}/{birth[1]}/{birth[0]}", c["adresse"], c["cp"], c["ville"]])
        start = {"crm": "C1{:05d}", "boutique": "{}", "facturation": "F-{}", "adherents": "A{:04d}"}
        for source, rows in tables.items():
            rng.shuffle(rows)
            last = {"crm": 0, "boutique": 2000, "facturation": 40000, "adherents": 0}[source]
            for place, row in enumerate(rows):
                last += rng.randint(1, 3)
                rows[place] = dict(zip(SOURCES[source], [start[source].format(last)] + row))
        return tables


def make_clean(folder, seed):
    """{source: [row as {column: text}]} out of the extracts of `jumelles synth` in a folder."""
    maker = Maker(seed)
    customers = read_synth(folder)
    for customer in customers:
        maker.complete(customer)
    return maker.rows(customers)


def write(tables, folder):
    os.makedirs(folder, exist_ok=True)
    for source, rows in tables.items():
        path = os.path.join(folder, FILES[source])
        if path.endswith(".json"):
            with open(path, "w", encoding="utf-8", newline="\n") as file:
                json.dump([{k: v or None for k, v in row.items()} for row in rows], file, ensure_ascii=False, indent=1)
            continue
        french = source == "crm"
        with open(path, "w", encoding="cp1252" if french else "utf-8", newline="") as file:
            out = csv.DictWriter(file, SOURCES[source], delimiter=";" if french else ",", lineterminator="\r\n" if french else "\n")
            out.writeheader()
            out.writerows(rows)
