# Dear ImGui, for wasm with its WebGL 2 back end. ui/ owns the configuration header: it sets IMGUI_USER_CONFIG on this
# target (PUBLIC), since library and users must see the same one.
set(imgui_source "${TAFFRAIL_CACHE}/src/imgui")

taffrail_third_party(imgui)
target_sources(taffrail_imgui PRIVATE
  "${imgui_source}/imgui.cpp"
  "${imgui_source}/imgui_draw.cpp"
  "${imgui_source}/imgui_tables.cpp"
  "${imgui_source}/imgui_widgets.cpp")
if(EMSCRIPTEN)
  target_sources(taffrail_imgui PRIVATE "${imgui_source}/backends/imgui_impl_opengl3.cpp")
endif()
target_include_directories(taffrail_imgui SYSTEM PUBLIC "${imgui_source}" "${imgui_source}/backends")
target_compile_definitions(taffrail_imgui PUBLIC IMGUI_IMPL_OPENGL_ES3 IMGUI_DISABLE_OBSOLETE_FUNCTIONS)
target_compile_options(taffrail_imgui PRIVATE -fno-exceptions -fno-rtti)
