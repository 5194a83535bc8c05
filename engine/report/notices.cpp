#include "report/notices.h"

#include "report/texts.h"

namespace jumelles::report {
namespace {

struct Notice {
  std::string_view id;
  bool is_alarm;
  std::string_view french, english;
};

constexpr Notice kNotices[] = {
    {"encoding_by_letters", false,
     "L’encodage a été reconnu à ses lettres : vérifiez les accents dans les résultats.",
     "The encoding was recognized by its letters. Check accented letters in the results."},
    {"encoding_mixed", true,
     "Quelques lignes sont dans un autre encodage que le reste : vérifiez-y les accents.",
     "A few rows are in another encoding than the rest. Check accented letters there."},
    {"encoding_uncertain", true,
     "L’encodage est incertain : vérifiez les accents dans les résultats.",
     "The encoding is uncertain. Check accented letters in the results."},
    {"lines_above", false,
     "Des lignes au-dessus de l’en-tête ne sont pas des fiches ; elles sont réécrites avec cette source.",
     "Lines above the header are no records; they are written back with the source."},
    {"header_separator", false,
     "L’en-tête n’a pas le séparateur des lignes : les deux sont lus.",
     "The header has another separator than the rows; both are read."},
    {"rows_set_aside", false,
     "Des totaux, pieds de page ou en-têtes répétés ont été mis de côté, parmi les lignes rejetées.",
     "Totals, footers or repeated headers were set aside (see rejects.csv)."},
    {"rows_joined", false,
     "Des lignes coupées en deux par un saut de ligne sont recollées.",
     "Rows that a line feed had cut in two were put together again."},
    {"second_table", true,
     "Un second tableau, sous un autre en-tête, est mis de côté : placez-le dans un fichier à lui pour le lire.",
     "A second table under another header was set aside (see rejects.csv). Put it into a file of its own to read it."},
    {"backslash_escapes", false,
     "Les barres obliques inverses sont lues comme MySQL les écrit : \\\" est un guillemet, \\N une valeur manquante.",
     "Backslashes are read as MySQL writes them: \\\" is a quote, \\N a missing value."},
    {"fixed_width", false,
     "Colonnes de largeur fixe, reconnues à leurs blancs : vérifiez où elles commencent.",
     "Columns of a fixed width were recognized by their blanks. Check where they begin."},
    {"header_missing", false,
     "Aucun en-tête : les colonnes portent un numéro.",
     "The file has no header line; its columns are numbered."},
    {"other_quotes", false,
     "Les cellules sont entre guillemets simples ou typographiques : elles sont lues sans.",
     "Cells stand in single or typographic quotes; they were read without."},
    {"quoted_lines", false,
     "Chaque ligne est entre guillemets tout entière : elle est lue sans.",
     "Each line stands in quotes as a whole; it was read without."},
    {"separators_in_texts", false,
     "Les séparateurs dans les textes (12, rue X ; &eacute;) sont lus comme du texte, pour que les lignes aient autant de cellules que l’en-tête : vérifiez les colonnes.",
     "Separators within texts (12, rue X; &eacute;) were read as text, so that rows have as many cells as the header. Check the columns."},
    {"blanks_separate", false,
     "Plusieurs espaces séparent les cellules : vérifiez les colonnes.",
     "Several blanks separate the cells. Check the columns."},
    {"control_separators", false,
     "Des caractères de contrôle séparent les cellules ; ils sont lus comme séparateurs.",
     "Control characters separate the cells; they were read as separators."},
    {"letters_cut", false,
     "Les lettres coupées en deux à la fin d’une cellule sont laissées de côté.",
     "Letters cut in half at the end of a cell were left out."},
    {"nul_padding", false,
     "Les caractères NUL qui remplissent la fin des cellules sont laissés de côté.",
     "NUL characters that fill up cells were left out."},
    {"cells_hold_rows", true,
     "Chaque ligne est une seule cellule qui contient autant de séparateurs que le titre : un CSV entier est dans une colonne. Déposez le CSV lui-même, ou séparez la colonne dans un tableur (Données, Convertir).",
     "Each row is one cell that holds as many separators as the title: a whole CSV was put into one column. Give the CSV itself, or split the column in a spreadsheet (Data, Text to Columns)."},
    {"rounded_numbers", true,
     "Un tableur a arrondi des codes ou des téléphones (6,12E+08) : leurs derniers chiffres sont perdus, et ils ne sont pas comparés. Exportez la colonne en texte.",
     "A spreadsheet rounded some codes or phones (6.12E+08): their last digits are lost, and they are not compared. Export the column as text."},
    {"unnamed_columns", false,
     "Des colonnes n’ont pas de nom dans l’en-tête : elles sont numérotées.",
     "Some columns have no name in the header; they are numbered."},
    {"header_too_short", true,
     "Les lignes ont plus de cellules que l’en-tête n’a de noms. Soit les dernières colonnes n’ont pas de nom, soit un texte contient le séparateur et ce qui suit s’est décalé vers la droite : vérifiez les colonnes.",
     "Rows have more cells than the header has names. Either the last columns have no name, or a text holds the separator and what stands behind it has moved to the right. Check the columns."},
    {"short_rows", false,
     "Des lignes sont plus courtes que l’en-tête : leurs cellules manquantes sont vides.",
     "Some rows end early; their last cells count as missing."},
    {"text_formulas", false,
     "Des valeurs étaient écrites comme =\"00123\" : elles sont lues comme du texte.",
     "Cells written =\"00123\" were read as 00123."},
    {"text_guards", false,
     "Les apostrophes et tabulations devant les codes sont laissées de côté ; elles sont réécrites avec cette source.",
     "Apostrophes and tabs in front of codes ('0612...) were left out; they are written back with the source."},
    {"nested_value_kept_as_text", false,
     "Des listes ou objets imbriqués qui n’ont pas de colonnes à eux sont gardés comme texte.",
     "Nested lists or objects that have no columns of their own were kept as text."},
    {"json_geometry_left_out", false,
     "Les géométries autres que des points ne sont pas lues.",
     "Shapes other than points were not read."},
    {"json_loose_values", false,
     "Des valeurs ne suivent pas la norme JSON : NaN, None et undefined comptent comme manquantes, 00123 et ses semblables sont gardées telles quelles.",
     "Some values do not follow the JSON standard: NaN, None and undefined count as missing, 00123 and its like were kept as written."},
    {"json_one_object", false,
     "Le fichier contient un seul objet : il est lu comme un enregistrement.",
     "The file holds one object: it was read as one record."},
    {"json_one_of_several_lists", true,
     "Le fichier contient plusieurs listes : la plus fournie est lue.",
     "The file holds several lists: the fullest was read."},
    {"json_dressing", false,
     "Le fichier n’est pas du JSON seul : les commentaires, ou le script qui l’entoure, sont passés.",
     "The file is not JSON alone: comments, or the script around it, were passed over."},
    {"json_lists_joined", false,
     "Des listes d’objets semblables sont lues comme une seule table ; le nom de leur liste est la colonne key s’il apprend quelque chose.",
     "Lists of alike objects were read as one table; the name of their list is the column key where it says something."},
    {"json_more_at_service", true,
     "Le service a plus d’enregistrements que cette réponse n’en contient : récupérez aussi ses autres pages",
     "The service has more records than this answer holds. Fetch its other pages as well"},
    {"json_lines_in_texts", false,
     "Des fins de ligne se trouvent au milieu de textes, ce que JSON n’admet pas : elles sont lues comme faisant partie du texte.",
     "Line ends stand inside of texts, which JSON does not allow; they were read as part of the texts."},
    {"json_inside_text", false,
     "Le JSON est écrit dans un texte de JSON : c’est son contenu qui est lu.",
     "The JSON is written within a text of JSON: what that holds was read."},
    {"json_control_lines", false,
     "Des lignes destinées à un chargeur ne sont pas des enregistrements : elles sont mises de côté.",
     "Lines that tell a loader what to do are no records: they were set aside (see rejects.csv)."},
    {"json_text_in_field", false,
     "Un champ contient du JSON écrit comme texte : il reste du texte. Exportez ses champs pour qu’ils soient comparés.",
     "A field holds JSON written as text: it was kept as text. Export its fields to have them compared."},
    {"json_list_inside_object", false,
     "La liste que contient le fichier est lue ; les valeurs autour sont laissées de côté.",
     "The list inside the file was read; the values around it were passed over."},
    {"json_array_not_closed", true,
     "Le tableau JSON n’est pas fermé : le fichier est peut-être coupé.",
     "The list is not closed: the file may be cut."},
    {"own_golden", false,
     "Ce fichier contient des fiches écrites par Jumelles : ce sont déjà des clients réunis.",
     "The file holds golden records that Jumelles wrote: its records are customers already."},
    {"own_source", false,
     "Ce fichier est un extrait complété par Jumelles : golden_id et group_size sont laissés de côté.",
     "The file is an extract that Jumelles completed: its golden_id and group_size are left out."},
    {"error_cells", true,
     "Des cellules contiennent une erreur (#N/A, #REF!…) : elles ont été lues comme vides",
     "Cells with an error (#N/A, #REF! and the like) were read as missing"},
    {"uncomputed_formulas", true,
     "Le fichier ne garde pas le résultat de certaines formules : ces cellules sont lues comme vides. Ouvrez-le dans son logiciel et enregistrez-le.",
     "The file stores no results of some formulas: their cells were read as missing. Open it in its own program and save it."},
    {"other_sheets", true,
     "D’autres feuilles du classeur contiennent aussi des lignes : une seule a été lue. Nommez-en une autre par FICHIER#FEUILLE.",
     "Other sheets of the workbook hold rows as well; one was read. Name another with FILE#SHEET."},
    {"hidden_rows", false,
     "Le classeur masque des lignes (filtre ou masquage) : elles sont lues aussi.",
     "The workbook hides some rows (a filter, or by hand); they were read as well."},
    {"merged_rows", true,
     "Des cellules sont fusionnées sur plusieurs lignes : leur valeur n’est lue que sur la première. Défusionnez-les dans le classeur et remplissez les lignes.",
     "Cells are merged over several rows; their value was read in the first one only. Unmerge them in the workbook and fill the rows."},
    {"no_rows", true,
     "Ce fichier n’a aucune ligne après l’en-tête.",
     "The file has a header and no rows. Check the export."},
};

const Notice* find(std::string_view id) {
  for (const Notice& notice : kNotices)
    if (notice.id == id) return &notice;
  return nullptr;
}

}  // namespace

bool is_alarm(std::string_view notice) {
  const Notice* row = find(notice);
  return row != nullptr && row->is_alarm;
}

std::string notice_text(std::string_view notice, const NoticeFacts& facts, std::string_view language) {
  const Notice* row = find(notice);
  if (row == nullptr) return std::string(notice);
  const Words words(language);
  std::string text(words.french() ? row->french : row->english);
  const std::string colon = words.french() ? "\u00A0: " : ": ";
  if (notice == "error_cells") text += colon + words.number(facts.error_cell_count) + ".";
  if (notice == "json_more_at_service") {
    if (facts.stated_row_count > 1) text += colon + words.number(facts.row_count) + (words.french() ? " sur " : " of ") + words.number(facts.stated_row_count);
    text += ".";
  }
  return text;
}

std::string repaired_text(uint64_t cell_count, std::string_view language) {
  const Words words(language);
  return words.counted("reading.repaired", cell_count);
}

}  // namespace jumelles::report
