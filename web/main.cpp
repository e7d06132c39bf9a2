#include <imgui.h>
#include <imgui_impl_opengl3.h>
#include <emscripten/html5.h>
#include <GLES3/gl3.h>

int main() {
    EmscriptenWebGLContextAttributes attributes;
    emscripten_webgl_init_context_attributes(&attributes);
    attributes.majorVersion = 2;
    const auto context = emscripten_webgl_create_context("#canvas", &attributes);
    emscripten_webgl_make_context_current(context);
    ImGui::CreateContext();
    ImGui_ImplOpenGL3_Init("#version 300 es");
    glClearColor(0.2f, 0.4f, 0.3f, 1.0f);
    glClear(GL_COLOR_BUFFER_BIT);
    try {
        if (attributes.majorVersion != 2)
            throw 1;
    } catch (int) {
        return 2;
    }
    return 0;
}
