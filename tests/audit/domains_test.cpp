#include "audited.h"

using namespace jumelles;
using test::Audited;
using test::Rows;

TEST_CASE("a domain of several people is no slip where nobody has the one it would be a slip of") {
  const Rows families{{"email"}, {"kusha@hmail.com"}, {"mickey@mmail.com"}, {"ellie@fmail.com"}, {"jones@fmail.com"}, {"zoe@poste.example"}};
  CHECK(Audited(families).count("mistyped_domain email") == 0);
  Rows beside = families;
  for (const char* name : {"anne", "paul", "marie", "lea"}) beside.push_back({std::string(name) + "@gmail.com"});
  CHECK(Audited(beside).count("mistyped_domain email") == 0);
  beside.push_back({"luc@gmail.com"});
  CHECK(Audited(beside).count("mistyped_domain email") == 4);
}

TEST_CASE("one or two slips are told whatever the others have, however often somebody's row comes back") {
  CHECK(Audited(Rows{{"email"}, {"anne@gmial.com"}, {"anne@gmial.com"}, {"anne@gmial.com"}, {"paul@poste.example"}}).count("mistyped_domain email") == 3);
}
