#include <GLES3/gl3.h>
#include <emscripten/emscripten.h>

// What OpenGL is asked about its state, answered without asking. The ImGui back end remembers the state before every frame
// and puts it back after; each of its questions would wait until the graphics process has drawn everything so far (90 ms a
// frame with software graphics). Nobody else draws with this context, so the state between frames is always the same.

extern "C" {

int page_graphics_limit(int name);

void glGetIntegerv(GLenum name, GLint* value) {
    switch (name) {
    case GL_MAJOR_VERSION: *value = 3; break;
    case GL_MINOR_VERSION: *value = 0; break;
    case GL_MAX_TEXTURE_SIZE: *value = page_graphics_limit(static_cast<int>(name)); break;
    case GL_ACTIVE_TEXTURE: *value = GL_TEXTURE0; break;
    case GL_BLEND_SRC_RGB:
    case GL_BLEND_SRC_ALPHA: *value = GL_ONE; break;
    case GL_BLEND_EQUATION_RGB:
    case GL_BLEND_EQUATION_ALPHA: *value = GL_FUNC_ADD; break;
    case GL_VIEWPORT:
    case GL_SCISSOR_BOX: value[0] = value[1] = value[2] = value[3] = 0; break;
    default: *value = 0; // nothing is bound
    }
}

GLboolean glIsEnabled(GLenum) { return GL_FALSE; }
}
