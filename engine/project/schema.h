#pragma once

namespace jumelles::project {

// The tables and views of the version that this program writes.
extern const char* const kTables;
// Views for people over the tables of results, made when these are.
extern const char* const kGoldenView;
extern const char* const kCrossReferenceView;

}  // namespace jumelles::project
