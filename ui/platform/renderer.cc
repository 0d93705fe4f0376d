#include "ui/platform/renderer.h"

#include <GLES3/gl3.h>
#include <emscripten/html5.h>

#include <algorithm>
#include <utility>

#include "imgui.h"
#include "imgui_impl_opengl3.h"
#include "imgui_internal.h"

namespace taffrail::ui {
namespace {

constexpr int kFaces = 3;
// Blending is not linear, so that thin strokes come out too faint.
constexpr float kStrokeBoost = 1.15f;

float Channel(Color color, int shift) {
  return static_cast<float>(color >> shift & 0xFF) / 255;
}

}  // namespace

Renderer::Renderer() : files_(kFaces) {
  IMGUI_CHECKVERSION();
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.BackendFlags |= ImGuiBackendFlags_HasMouseCursors;
  ImGuiStyle& style = ImGui::GetStyle();
  style.WindowPadding = {0, 0};
  style.WindowBorderSize = 0;
}

Renderer::~Renderer() { ImGui::DestroyContext(); }

bool Renderer::CreateContext() {
  EmscriptenWebGLContextAttributes attributes;
  emscripten_webgl_init_context_attributes(&attributes);
  attributes.majorVersion = 2;
  attributes.alpha = false;
  attributes.depth = false;
  attributes.stencil = false;
  attributes.antialias = false;
  const EMSCRIPTEN_WEBGL_CONTEXT_HANDLE context =
      emscripten_webgl_create_context("#canvas", &attributes);
  if (context <= 0) return false;
  emscripten_webgl_make_context_current(context);
  return ImGui_ImplOpenGL3_Init("#version 300 es");
}

void Renderer::RestoreContext() {
  // All GL objects went with the old context, and the new one would complain
  // of being asked to delete them: so the back end is forgotten, not shut down.
  // Textures keep their pixels and are uploaded again with the next frame.
  ImGui::GetIO().BackendRendererUserData = nullptr;
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    texture->SetTexID(ImTextureID_Invalid);
    texture->BackendUserData = nullptr;
    texture->SetStatus(ImTextureStatus_WantCreate);
  }
  ImGui_ImplOpenGL3_Init("#version 300 es");
}

void Renderer::SetFont(TextStyle::Face face, std::string file) {
  files_[face] = std::move(file);
  ImFontConfig config;
  config.FontDataOwnedByAtlas = false;
  config.RasterizerMultiply = kStrokeBoost;
  fonts_.faces[face] = ImGui::GetIO().Fonts->AddFontFromMemoryTTF(
      files_[face].data(), static_cast<int>(files_[face].size()), 0, &config);
}

void Renderer::Resize(float width, float height, float device_pixel_ratio) {
  ratio_ = device_pixel_ratio;
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {width, height};
  io.DisplayFramebufferScale = {ratio_, ratio_};
}

void Renderer::BeginFrame(double now_ms) {
  ImGuiIO& io = ImGui::GetIO();
  // ImGui wants time to pass, and tells double clicks by it.
  io.DeltaTime =
      static_cast<float>(std::max(now_ms - last_frame_ms_, 1.0) / 1000);
  last_frame_ms_ = now_ms;
  ImGui_ImplOpenGL3_NewFrame();
  ImGui::NewFrame();
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(io.DisplaySize);
  ImGui::Begin("Taffrail", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNav |
                   ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoScrollWithMouse);
}

void Renderer::EndFrame(Color ground) {
  ImGui::End();
  ImGui::Render();
  const ImGuiIO& io = ImGui::GetIO();
  glViewport(0, 0, static_cast<int>(io.DisplaySize.x * ratio_),
             static_cast<int>(io.DisplaySize.y * ratio_));
  glClearColor(Channel(ground, 0), Channel(ground, 8), Channel(ground, 16), 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

}  // namespace taffrail::ui
