// ImGui's back end reads the GL state before every frame, to put it back after.
// In a browser each such question waits for the GPU's process, which takes
// longer than all the rest of the frame. Nobody else draws on our canvas, so
// the answers are known: this stands in for glGetIntegerv at link time
// (CMakeLists.txt wraps it).

#include <GLES3/gl3.h>

extern "C" {

void __real_glGetIntegerv(GLenum name, GLint* value);
void __wrap_glGetIntegerv(GLenum name, GLint* value);

void __wrap_glGetIntegerv(GLenum name, GLint* value) {
  switch (name) {
    case GL_VIEWPORT:
    case GL_SCISSOR_BOX:
      // Both are set before they are used.
      for (int i = 0; i < 4; ++i) value[i] = 0;
      return;
    case GL_ACTIVE_TEXTURE:
      *value = GL_TEXTURE0;
      return;
    case GL_BLEND_SRC_RGB:
    case GL_BLEND_SRC_ALPHA:
      *value = GL_ONE;
      return;
    case GL_BLEND_DST_RGB:
    case GL_BLEND_DST_ALPHA:
      *value = GL_ZERO;
      return;
    case GL_BLEND_EQUATION_RGB:
    case GL_BLEND_EQUATION_ALPHA:
      *value = GL_FUNC_ADD;
      return;
    case GL_CURRENT_PROGRAM:
    case GL_TEXTURE_BINDING_2D:
    case GL_SAMPLER_BINDING:
    case GL_ARRAY_BUFFER_BINDING:
    case GL_VERTEX_ARRAY_BINDING:
      *value = 0;
      return;
    default:
      __real_glGetIntegerv(name, value);
  }
}

}  // extern "C"
