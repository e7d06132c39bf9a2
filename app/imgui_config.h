#pragma once
// Compile-time options of Dear ImGui, the same in every build (IMGUI_USER_CONFIG).

#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_USE_WCHAR32
// Interface text is drawn by our own ImFontLoader on the browser's rasteriser.
#define IMGUI_DISABLE_DEFAULT_FONT
#define IMGUI_STB_TRUETYPE_FILENAME "text/no_truetype.h"
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS
// Nothing in the page opens files, a shell or a terminal.
#define IMGUI_DISABLE_FILE_FUNCTIONS
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS
