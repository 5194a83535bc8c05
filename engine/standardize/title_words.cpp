#include "standardize/title_words.h"

#include <algorithm>
#include <vector>

#include "standardize/words.h"

namespace jumelles::standardize {
namespace {

constexpr uint8_t kSeveral = Title::kSeveral, kMarital = Title::kMarital, kFrench = Title::kFrench, kEnglish = Title::kEnglish, kEstate = Title::kEstate,
                  kSpelled = Title::kSpelled, kHeirs = Title::kSeveral | Title::kEstate;

constexpr Title kTitles[] = {
    // French
    {"M", "M.", Sure::kLetter, "M", kFrench}, {"MONSIEUR", "M.", Sure::kAlways, "M", kFrench | kSpelled},
    {"MM", "MM.", Sure::kAlways, "", kFrench | kSeveral}, {"MESSIEURS", "MM.", Sure::kAlways, "", kFrench | kSeveral},
    {"MME", "Mme", Sure::kAlways, "MME", kFrench}, {"MADAME", "Mme", Sure::kAlways, "MME", kFrench | kSpelled},
    {"MMES", "Mmes", Sure::kAlways, "", kFrench | kSeveral}, {"MESDAMES", "Mmes", Sure::kAlways, "", kFrench | kSeveral},
    {"MLLE", "Mlle", Sure::kAlways, "MME", kFrench}, {"MELLE", "Mlle", Sure::kAlways, "MME", kFrench},
    {"MADEMOISELLE", "Mlle", Sure::kAlways, "MME", kFrench | kSpelled}, {"MLLES", "Mlles", Sure::kAlways, "", kFrench | kSeveral},
    {"DOCTEUR", "Dr", Sure::kAlways, "", kSpelled}, {"PR", "Pr", Sure::kShort}, {"PROFESSEUR", "Pr", Sure::kAlways, "", kSpelled},
    {"ME", "Me", Sure::kShort}, {"MAITRE", "Me", Sure::kShort}, {"MGR", "Mgr"}, {"MONSEIGNEUR", "Mgr", Sure::kAlways, "", kSpelled},
    {"SOEUR", "Sœur", Sure::kWord}, {"PERE", "Père", Sure::kWord}, {"FRERE", "Frère", Sure::kWord}, {"ABBE", "Abbé", Sure::kWord},
    {"VEUVE", "Vve", Sure::kAlways, "", kMarital | kSpelled}, {"VVE", "Vve", Sure::kAlways, "", kMarital},
    {"FAMILLE", "Famille", Sure::kAlways, "", kSeveral}, {"EPOUX", "Époux", Sure::kAlways, "", kSeveral},
    {"CONSORTS", "Consorts", Sure::kAlways, "", kSeveral}, {"INDIVISION", "Indivision", Sure::kAlways, "", kSeveral},
    {"HOIRS", "Hoirs", Sure::kAlways, "", kHeirs}, {"HOIRIE", "Hoirie", Sure::kAlways, "", kHeirs},
    {"GENERAL", "Général", Sure::kRank}, {"COLONEL", "Colonel", Sure::kRank}, {"COMMANDANT", "Commandant", Sure::kRank},
    {"CAPITAINE", "Capitaine", Sure::kRank}, {"LIEUTENANT", "Lieutenant", Sure::kRank}, {"ADJUDANT", "Adjudant", Sure::kRank},
    {"SERGENT", "Sergent", Sure::kRank}, {"CAPORAL", "Caporal", Sure::kRank}, {"AMIRAL", "Amiral", Sure::kRank}, {"MARECHAL", "Maréchal", Sure::kRank},
    {"GAL", "Gal", Sure::kDot}, {"CDT", "Cdt", Sure::kDot}, {"SUCC", "Succession", Sure::kFront, "", kEstate},
    {"HERITIERS", "Héritiers", Sure::kAlways, "", kHeirs}, {"SUCCESSION", "Succession", Sure::kAlways, "", kEstate},
    // English
    {"MR", "Mr", Sure::kAlways, "M", kEnglish}, {"MISTER", "Mr", Sure::kAlways, "M", kEnglish | kSpelled},
    {"MRS", "Mrs", Sure::kAlways, "MME", kEnglish}, {"MS", "Ms", Sure::kShort, "MME", kEnglish},
    {"MISS", "Miss", Sure::kAlways, "MME", kEnglish | kSpelled}, {"MX", "Mx", Sure::kFront, "", kEnglish}, {"REV", "Rev.", Sure::kFront},
    {"REVD", "Revd", Sure::kFront}, {"REVEREND", "Rev.", Sure::kWord}, {"SIR", "Sir", Sure::kWord, "M"}, {"LADY", "Lady", Sure::kWord, "MME"},
    {"LORD", "Lord", Sure::kWord, "M"}, {"HON", "Hon.", Sure::kDot}, {"LT", "Lt.", Sure::kFront}, {"CAPT", "Capt.", Sure::kFront},
    {"COL", "Col.", Sure::kDot}, {"MAJ", "Maj.", Sure::kDot}, {"GEN", "Gen.", Sure::kDot}, {"SGT", "Sgt.", Sure::kFront},
    {"CPL", "Cpl.", Sure::kDot}, {"CDR", "Cdr.", Sure::kDot}, {"CMDR", "Cmdr.", Sure::kDot}, {"ADM", "Adm.", Sure::kDot},
    {"ESTATE", "Estate", Sure::kOf, "", kEstate}, {"EXECUTORS", "Executors", Sure::kOf, "", kEstate},
    {"EXECUTOR", "Executor", Sure::kOf, "", kEstate}, {"EXORS", "Exors", Sure::kOf, "", kEstate}, {"HEIRS", "Heirs", Sure::kOf, "", kHeirs},
    {"TRUSTEES", "Trustees", Sure::kOf, "", kEstate},
    // Of several languages
    {"DR", "Dr"}, {"PROF", "Prof."}, {"ING", "Ing.", Sure::kDot}, {"DRA", "Dra.", Sure::kDot}, {"ARCH", "Arch.", Sure::kDot},
    // German
    {"HERR", "Herr", Sure::kAlways, "M", kSpelled}, {"HERRN", "Herrn", Sure::kAlways, "M"}, {"FRAU", "Frau", Sure::kAlways, "MME", kSpelled},
    {"FAMILIE", "Familie", Sure::kAlways, "", kSeveral}, {"EHELEUTE", "Eheleute", Sure::kAlways, "", kSeveral}, {"DIPL", "Dipl.", Sure::kDot},
    {"KFM", "Kfm.", Sure::kDot}, {"DIPLING", "Dipl.-Ing.", Sure::kFront}, {"MAG", "Mag.", Sure::kDot},
    {"ERBENGEMEINSCHAFT", "Erbengemeinschaft", Sure::kFront, "", kHeirs}, {"ERBEN", "Erben", Sure::kWord, "", kHeirs},
    {"NACHLASS", "Nachlass", Sure::kFront, "", kEstate}, {"VERLASSENSCHAFT", "Verlassenschaft", Sure::kFront, "", kEstate},
    {"FR", "Fr.", Sure::kDot}, {"HR", "Hr.", Sure::kDot, "M"}, {"WITWE", "Witwe", Sure::kFront}, {"MMAG", "MMag.", Sure::kDot}, {"DDR", "DDr.", Sure::kDot},
    {"DI", "DI", Sure::kCapitals}, {"FH", "(FH)", Sure::kCapitals}, {"DKFM", "Dkfm.", Sure::kDot}, {"DIPLKFM", "Dipl.-Kfm.", Sure::kFront},
    // Dutch
    {"DHR", "Dhr.", Sure::kAlways, "M"}, {"MEVR", "Mevr.", Sure::kAlways, "MME"}, {"MEVROUW", "Mevr.", Sure::kAlways, "MME", kSpelled},
    {"MW", "Mw.", Sure::kFront, "MME"}, {"DRS", "Drs.", Sure::kDot}, {"IR", "Ir.", Sure::kDot}, {"FAM", "Fam.", Sure::kDot, "", kSeveral},
    {"ERVEN", "Erven", Sure::kWord, "", kHeirs},
    // Spanish, Portuguese
    {"SR", "Sr.", Sure::kShort, "M"}, {"SRA", "Sra.", Sure::kAlways, "MME"}, {"SENOR", "Sr.", Sure::kAlways, "M", kSpelled},
    {"SENORA", "Sra.", Sure::kAlways, "MME", kSpelled}, {"SRTA", "Srta.", Sure::kAlways, "MME"},
    {"SENHOR", "Sr.", Sure::kAlways, "M", kSpelled}, {"SENHORA", "Sra.", Sure::kAlways, "MME", kSpelled}, {"D", "D.", Sure::kSpanish, "M"},
    {"DON", "Don", Sure::kSpanish, "M"}, {"DNA", "Dña.", Sure::kFront, "MME"}, {"DONA", "Doña", Sure::kSpanish, "MME"},
    {"FAMILIA", "Familia", Sure::kAlways, "", kSeveral}, {"HNOS", "Hnos.", Sure::kDot, "", kSeveral},
    {"ENG", "Eng.", Sure::kDot}, {"ARQ", "Arq.", Sure::kDot}, {"VIUVA", "Viúva", Sure::kFront}, {"VIUDA", "Viuda", Sure::kFront, "", kEstate},
    {"HEREDEROS", "Herederos", Sure::kOf, "", kHeirs}, {"HERDEIROS", "Herdeiros", Sure::kOf, "", kHeirs}, {"LIC", "Lic.", Sure::kDot},
    // Italian
    {"SIG", "Sig.", Sure::kShort, "M"}, {"SIGNOR", "Sig.", Sure::kAlways, "M", kSpelled},
    {"SIGNORA", "Sig.ra", Sure::kAlways, "MME", kSpelled}, {"SIGRA", "Sig.ra", Sure::kAlways, "MME"}, {"DOTT", "Dott."},
    {"DOTTSSA", "Dott.ssa"}, {"FAMIGLIA", "Famiglia", Sure::kAlways, "", kSeveral}, {"AVV", "Avv.", Sure::kFront},
    {"GEOM", "Geom.", Sure::kDot}, {"RAG", "Rag.", Sure::kDot}, {"VEDOVA", "Vedova", Sure::kFront}, {"EREDI", "Eredi", Sure::kWord, "", kHeirs},
};

}  // namespace

bool may_end_title(const Title& title, std::string_view ending) {
  static const WordSet german{"DR", "MAG", "PROF", "ING", "DDR", "MMAG"}, portuguese{"DR", "SR", "ENG", "PROF", "ARQ", "D", "MAG"};
  if (ending == "RA") return title.folded == "SIG";
  if (ending == "SSA") return title.folded == "DOTT" || title.folded == "PROF";
  if (ending == "IN") return german.has(title.folded);
  return ending == "A" && portuguese.has(title.folded);
}

const Title* find_title(std::string_view folded) {
  static const std::vector<const Title*> sorted = [] {
    std::vector<const Title*> out;
    for (const Title& title : kTitles) out.push_back(&title);
    std::sort(out.begin(), out.end(), [](const Title* a, const Title* b) { return a->folded < b->folded; });
    return out;
  }();
  static const WordFilter filter = [] {
    WordFilter out;
    for (const Title& title : kTitles) out.add(title.folded);
    return out;
  }();
  if (!filter.maybe(folded)) return nullptr;
  const auto at = std::lower_bound(sorted.begin(), sorted.end(), folded, [](const Title* a, std::string_view word) { return a->folded < word; });
  return at != sorted.end() && (*at)->folded == folded ? *at : nullptr;
}

}  // namespace jumelles::standardize
