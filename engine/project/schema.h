#pragma once

namespace jumelles::project {

// The tables and views of the version that this program writes.
extern const char* const kTables;
// What version 2 added to them: groups shaped and golden values decided by hand. Made in files of version 1 when they are saved.
extern const char* const kTablesOfVersion2;
// Views for people over the tables of results, made when these are.
extern const char* const kGoldenView;
extern const char* const kCrossReferenceView;

}  // namespace jumelles::project
