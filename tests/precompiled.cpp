// The headers that CMakeLists.txt has precompiled for all tests; nothing else is in it.
