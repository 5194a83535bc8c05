#pragma once

// How a name sounds to a French ear: names that are written differently but said alike share a code
// (DUPONT = DUPOND, GAUTHIER = GOTIER, MARTIN = MARTAIN). A blocking key and a last hope of comparisons, no evidence
// by itself. Rules of our own, in one pass from left to right:
//   vowels    A E I O U; Y as I; EAU AU as O; AI EI AY EY OE AE EU OEU as E; OU W as U; OI OY as UA
//   nasals    AN AM EN EM as 1; IN IM YN AIN EIN UN UM as 2; ON OM as 3 - before a consonant or at the end
//   consonants B D F G J K L M N P R S T V Z, with PH as F, C Q CK as K or S, CH SH SCH as X, GN as NI, TH as T,
//             GE GI as J, S between vowels as Z, AIL EIL as AI EI, ILL before A I O U as I;
//             H silent; doubled letters once
//   ends      silent D, P, S, T, X, Z and E after another letter, ULT as U; ER EZ ET as E

#include <string>
#include <string_view>

namespace jumelles::text {

// The code of a folded text (fold.h), all its words read as one; characters other than A-Z are kept, blanks dropped.
// "" for "". O(length).
std::string phonetic_code(std::string_view folded);

}  // namespace jumelles::text
