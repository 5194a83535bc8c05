#pragma once

// Dear ImGui's compile-time settings for Jumelles. Its own windows, demo and debug tools are not part of the product.
#define ImDrawIdx unsigned int  // WebGL has no vertex offset: 16 bits end at 64 k vertices per window
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS
#define IMGUI_DISABLE_DEFAULT_FILE_FUNCTIONS
#define IMGUI_DISABLE_DEFAULT_FONT
#define IMGUI_DISABLE_DEBUG_TOOLS

typedef void* ImFileHandle;
inline ImFileHandle ImFileOpen(const char*, const char*) { return nullptr; }
inline bool ImFileClose(ImFileHandle) { return false; }
inline unsigned long long ImFileGetSize(ImFileHandle) { return static_cast<unsigned long long>(-1); }
inline unsigned long long ImFileRead(void*, unsigned long long, unsigned long long, ImFileHandle) { return 0; }
inline unsigned long long ImFileWrite(const void*, unsigned long long, unsigned long long, ImFileHandle) { return 0; }
