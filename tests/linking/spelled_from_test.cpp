#include "linking/spelled_from.h"

#include <doctest/doctest.h>

#include <string>

#include "core/rng.h"
#include "support/record_builder.h"

namespace jumelles::linking {
namespace {

constexpr int kGiven = 0, kSurname = 1, kMail = 2, kPicture = 3, kAccount = 4, kNote = 5;
const std::vector<int> kNames = {kGiven, kSurname};

// Persons whose mails, pictures and accounts are made from their names, and a note that mentions them.
RecordSet persons(double mails_from_names) {
  test::RecordBuilder builder;
  builder.attribute("given_name", AttributeType::kGivenName).attribute("surname", AttributeType::kSurname);
  builder.attribute("email", AttributeType::kEmail).attribute("picture", AttributeType::kTitle);
  builder.attribute("account", AttributeType::kCode).attribute("note", AttributeType::kText);
  Rng rng(8);
  const auto word = [&] {
    std::string out;
    for (int i = 0; i < 7; ++i) out += static_cast<char>('a' + rng.below(26));
    return out;
  };
  for (int i = 0; i < 400; ++i) {
    const std::string given = word(), surname = word(), mail = rng.chance(mails_from_names) ? given + "." + surname : word() + word();
    builder.record({given, surname, mail + "@" + word() + ".org", "img people " + given + " " + surname + " jpg",
                    surname.substr(0, 6) + std::to_string(i), given + " wrote " + word() + " " + word() + " " + word() + " " + word()});
  }
  return builder.build();
}

}  // namespace

TEST_CASE("what is made of the names alone adds nothing, whatever all values have around them") {
  const Spelling picture = spelling_of(persons(1), kPicture, kNames);
  CHECK(picture.own == doctest::Approx(1));
  CHECK(picture.others < 0.02);
  CHECK(picture.adds_nothing());
  CHECK_FALSE(spelling_of(persons(1), kPicture, {kGiven}).adds_nothing());  // the surname is left over
}

TEST_CASE("of e-mails the part before the @ is looked at, and most of them decide") {
  CHECK(spelling_of(persons(1), kMail, kNames).adds_nothing());
  const Spelling most = spelling_of(persons(0.7), kMail, kNames);
  CHECK(most.own == doctest::Approx(0.7).epsilon(0.1));
  CHECK(most.follows());
  CHECK_FALSE(spelling_of(persons(0.3), kMail, kNames).follows());
}

TEST_CASE("a text that mentions a name, or shares a part with it, does not follow") {
  CHECK_FALSE(spelling_of(persons(1), kNote, kNames).follows());
  CHECK_FALSE(spelling_of(persons(1), kAccount, kNames).follows());  // the whole word is not there
  CHECK_FALSE(spelling_of(persons(1), kPicture, {}).follows());
  CHECK_FALSE(spelling_of(persons(1), kSurname, {kSurname}).follows());
}

TEST_CASE("what other records' names spell as well does not follow") {
  test::RecordBuilder builder;
  builder.attribute("company", AttributeType::kCompanyName).attribute("code", AttributeType::kCode);
  for (int i = 0; i < 100; ++i) builder.record({"group", "group" + std::to_string(i)});
  CHECK_FALSE(spelling_of(builder.build(), 1, {0}).follows());
}

namespace {

// Names of so many letters, and values made of them: `extra` beside the names in a share of the values, another word in the rest.
RecordSet spelled(int letters, const std::string& extra, double share) {
  test::RecordBuilder builder;
  builder.attribute("given_name", AttributeType::kGivenName).attribute("surname", AttributeType::kSurname);
  builder.attribute("page", AttributeType::kTitle);
  Rng rng(3);
  const auto word = [&](int length) {
    std::string out;
    for (int i = 0; i < length; ++i) out += static_cast<char>('a' + rng.below(26));
    return out;
  };
  for (int i = 0; i < 400; ++i) {
    const std::string given = word(letters), surname = word(letters);
    const std::string beside = extra.empty() ? "" : rng.chance(share) ? " " + extra : " " + word(static_cast<int>(extra.size()));
    builder.record({given, surname, given + surname + beside});
  }
  return builder.build();
}

}  // namespace

TEST_CASE("short names spell as long ones do, but two letters are found everywhere") {
  CHECK(spelling_of(spelled(4, "", 0), 2, kNames).adds_nothing());
  CHECK_FALSE(spelling_of(spelled(2, "", 0), 2, kNames).follows());
}

TEST_CASE("a word that nearly all values hold is part of the format, one that two thirds hold says something") {
  const std::string word = "photographer";
  CHECK(spelling_of(spelled(6, word, 0.95), 2, kNames).adds_nothing());
  const Spelling said = spelling_of(spelled(6, word, 0.65), 2, kNames);
  CHECK(said.own == doctest::Approx(0.5));  // the names, and as many letters beside them
  CHECK_FALSE(said.follows());
}

}  // namespace jumelles::linking
