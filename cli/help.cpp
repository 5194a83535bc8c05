#include "cli/help.h"

namespace jumelles::cli {

const char* const kHelp = R"(jumelles: finds the records of one customer in several extracts and makes one golden record of them.
Everything happens on this machine.

  jumelles auto FILE... [options]       match files and write the results
  jumelles profile FILE... [options]    audit files: what is filled and right, what is wrong, a report to hand over
  jumelles evaluate --truth FILE --xref FILE [--pairs FILE [--out DIR]]
                                        score a result against a known truth
  jumelles project info|check FILE      say what a project holds, or whether it is in order
  jumelles project history FILE [--out FILE.csv]
                                        quality month after month, as a table; with --out as CSV
  jumelles project export FILE [--out FILE]
                                        write a project as project.json
  jumelles recipe export FILE [--out FILE]
                                        write the recipe of a project as recipe.json
  jumelles synth --customers N --seed S --out DIR
                                        make extracts with known truth, to try things out

Try it
  jumelles synth --customers 7350 --seed 1 --out demo
  jumelles auto demo/crm.csv demo/boutique.csv demo/facturation.json --out result --truth demo/truth.csv

FILE is text (separator and encoding are recognized), JSON (a list of objects, wherever it is, or FILE#PATH) or an Excel
workbook (.xlsx, .xlsm): its fullest sheet, or FILE#SHEET. Nothing needs to be set: what the columns mean, what is
compared, what each agreement is worth and which records are the same are found in the data, and written to
DIR/project.json.

Options of auto
  --out DIR           where the results go (default jumelles-out)
  --id COLUMN         column that identifies the rows of a file; it is never compared
  --source COLUMN     column that says which source a row comes from, in a file that holds several
  --link-type TYPE    dedupe: find repeated records in one file (default for one file)
                      link: only pairs from two different files
                      link-dedupe: both (default for several files)
  --threshold P       probability from which two records are linked, from 0.01 to below 1 (default 0.5)
  --ignore COLUMN     leave a column out; may be repeated
  --truth FILE        score the result: source,id,cluster_id or id,cluster_id or id_a,id_b
  --labels FILE       what is known: judged pairs (id_a,id_b,match with yes or no) or groups (source,id,cluster_id).
                      They refine the model and are kept to
  --truth-column COLUMN
                      column that holds known groups, filled in part or wholly; left out of matching, it only teaches
  --project FILE      use the settings and decisions of a project (FILE.jumelles or project.json); with the same files it
                      gives the same bytes. Without FILE..., the files named in the project are read
  --recipe FILE       add the rules of a recipe.json, or of a project.json, to the recipe; those that do not fit are told
  --save FILE         write a project that the studio opens: FILE.jumelles, one SQLite file with settings, model,
                      decisions, golden records and cross-reference
  --seed N            seed of the random sample the model is trained on (default 1)
  --lang fr|en        fr: outputs are separated by ; with decimal commas, as a French spreadsheet expects (default en)
  --headers machine|fr|en
                      what columns are called: by keys that stay the same, for programs (default), or in words
  --format LIST       what is written: csv (default), xlsx, json, zip, or several as csv,xlsx

DIR receives
  golden.csv          one line per customer: golden_id, record_count, sources, then the values kept
  xref.csv            source, source_row, source_id, golden_id of every record
  sources/NAME.csv    each source as it came, plus golden_id and group_size: what goes back where it came from
  pairs.csv           every pair of probability 0.01 or more, with the weight of each comparison
  rejects.csv         rows that could not be read, and why
  project.json        every setting, found or given
  jumelles.xlsx       with --format xlsx: golden records, cross-reference, pairs to check and rejects as sheets
  golden.json         with --format json: golden records as an array of objects
  jumelles.zip        with --format zip: all files in one
  errors.csv          with --truth: the worst wrong pairs and the worst missed ones, and why
  curve.csv           with --truth: precision and recall by threshold

Options of profile (also --project, --recipe, --id, --source and --ignore, as of auto)
  --report FILE       write the audit as FILE.html, to read and print, FILE.xlsx, a workbook, or FILE.json, for programs; examples are masked
  --lang fr|en        language of its sentences (default en)
  --match             run the matching first: duplicates, shared customers and agreement of sources are told, too
  --fail-under LIST   targets: shares of all fields (completeness=0.9,validity=0.95) or of an attribute in each source
                      (email.validity=0.98). They come on top of those that the project sets
  --since FILE        compare with the figures of a former month: a project that kept them (FILE.jumelles), or a report as
                      FILE.json. Says what was lost, is written otherwise, is new or gone. A --project is compared with itself
  --fail-on-alerts    an alert is a failure as a missed target is
  --strict-dictionary what the project's data dictionary requires and a source lacks counts as a target missed
  --junit FILE        write the targets, the dictionary's requirements, met and missed, and the alerts as a JUnit XML file
                      for build servers
  --show-values       examples in the report are not masked

Exit codes: 0 done, 1 bad input, 2 bad usage, 3 canceled, 4 internal error, 5 a target of quality is missed,
or, with --fail-on-alerts, there is an alert.
)";

}  // namespace jumelles::cli
