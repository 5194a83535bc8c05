// The studio's entry point: one Embind class that the page drives. Input and messages in, frames and requests out; nothing
// here knows what a screen or a rule is.

#include <GLES3/gl3.h>
#include <emscripten.h>
#include <emscripten/bind.h>
#include <emscripten/html5.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>

#include <string>
#include <vector>

#include "app/app.h"
#include "platform/host_json.h"

namespace {

using emscripten::val;
using namespace jumelles;

constexpr int kControl = 1, kShift = 2, kAlt = 4, kMeta = 8, kRepeated = 16;

// The browser as the studio's host: draws with WebGL2, collects requests for the page.
class WebPlatform final : public ui::Platform {
 public:
  double now_ms() override { return emscripten_get_now(); }
  void request(ui::HostRequest request) override { requests_.push_back(ui::to_json(request)); }

  bool start() {
    EmscriptenWebGLContextAttributes attributes;
    emscripten_webgl_init_context_attributes(&attributes);
    attributes.majorVersion = 2;
    attributes.alpha = attributes.depth = attributes.stencil = attributes.antialias = false;
    context_ = emscripten_webgl_create_context("#canvas", &attributes);
    if (context_ <= 0 || emscripten_webgl_make_context_current(context_) != EMSCRIPTEN_RESULT_SUCCESS) return false;
    return ImGui_ImplOpenGL3_Init("#version 300 es");
  }

  void present(ImDrawData* data) override {
    if (lost_) return;
    const ImGuiIO& io = ImGui::GetIO();
    glViewport(0, 0, static_cast<int>(io.DisplaySize.x * io.DisplayFramebufferScale.x + 0.5f),
               static_cast<int>(io.DisplaySize.y * io.DisplayFramebufferScale.y + 0.5f));
    const auto part = [this](int shift) { return static_cast<float>(background >> shift & 255) / 255; };
    glClearColor(part(16), part(8), part(0), 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(data);
  }

  void lost() { lost_ = true; }
  // A new context knows nothing: device objects and textures are made again.
  void restored() {
    emscripten_webgl_make_context_current(context_);
    ImGui_ImplOpenGL3_DestroyDeviceObjects();
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
      texture->SetTexID(ImTextureID_Invalid);
      texture->SetStatus(ImTextureStatus_WantCreate);
    }
    ImGui_ImplOpenGL3_CreateDeviceObjects();
    lost_ = false;
  }

  uint32_t background = 0xFFFFFF;  // 0xRRGGBB

  void new_frame() {
    if (!lost_) ImGui_ImplOpenGL3_NewFrame();
  }

  std::vector<std::string> take_requests() {
    std::vector<std::string> out;
    out.swap(requests_);
    return out;
  }

 private:
  EMSCRIPTEN_WEBGL_CONTEXT_HANDLE context_ = 0;
  bool lost_ = false;
  std::vector<std::string> requests_;
};

val to_array(const std::vector<std::string>& texts) {
  val array = val::array();
  for (const std::string& text : texts) array.call<void>("push", val(text));
  return array;
}

ui::KeyPress key_press(const std::string& name, int modifiers) {
  return {name, (modifiers & (kControl | kMeta)) != 0, (modifiers & kShift) != 0, (modifiers & kAlt) != 0, (modifiers & kRepeated) != 0};
}

class Studio {
 public:
  Studio() : app_(platform_) { started_ = platform_.start(); }

  bool started() const { return started_; }
  void resize(double css_width, double css_height, int pixel_width, int pixel_height, double ratio) {
    emscripten_set_canvas_element_size("#canvas", pixel_width, pixel_height);
    double exact = css_width > 0 ? pixel_width / css_width : ratio;
    app_.resize(static_cast<float>(css_width), static_cast<float>(css_height), static_cast<float>(exact));
  }
  void pointer_move(double x, double y, bool touch) {
    x_ = static_cast<float>(x), y_ = static_cast<float>(y), touch_ = touch;
    app_.pointer_move(x_, y_, touch_);
  }
  void pointer_down(int button) { app_.pointer_button(button == 0 ? 0 : button == 2 ? 1 : 2, true, x_, y_, touch_); }
  void pointer_up(int button) { app_.pointer_button(button == 0 ? 0 : button == 2 ? 1 : 2, false, x_, y_, touch_); }
  void pointer_leave() { app_.pointer_leave(); }
  void wheel(double dx, double dy) { app_.wheel(static_cast<float>(dx), static_cast<float>(dy)); }
  bool key(const std::string& name, bool down, int modifiers) { return app_.key(key_press(name, modifiers), down); }
  void focus(bool focused) { app_.focus(focused); }
  // The browser tells the number of hovering files only, not their names.
  void hover_files(int count) { app_.hover_files(count); }

  // 0: draw again at once; above: after so many milliseconds; below: when something happens.
  double frame() {
    if (!started_) return -1;
    platform_.background = app_.background();
    platform_.new_frame();
    if (app_.frame()) return 0;
    return app_.wake_after_ms();
  }

  void receive(const std::string& json) { app_.receive(json); }
  val take_outgoing() { return to_array(app_.take_outgoing()); }
  val take_requests() { return to_array(platform_.take_requests()); }
  std::string fields() const { return ui::fields_to_json(app_.semantics()); }
  void field(const std::string& key, const std::string& what, const std::string& value) { app_.field(key, what, value); }
  // The interface's font file, in memory of the module.
  val font(bool strong) const {
    const std::span<const unsigned char> bytes = ui::font_file(strong);
    return val(emscripten::typed_memory_view(bytes.size(), bytes.data()));
  }
  std::string semantics() const { return ui::to_json(app_.semantics()); }
  bool activate(const std::string& key, const std::string& value) { return app_.activate(key, value); }
  void set_language(const std::string& language) { app_.set_language(language == "fr" ? ui::Language::kFrench : ui::Language::kEnglish); }
  std::string language() const { return ui::language() == ui::Language::kFrench ? "fr" : "en"; }
  void set_theme(const std::string& name) { app_.set_dark(name == "dark"); }
  void set_request_count(double made, double refused) { app_.set_request_count(static_cast<uint64_t>(made), static_cast<uint64_t>(refused)); }
  void set_memory(double bytes) { app_.set_memory(static_cast<uint64_t>(bytes)); }
  void set_version(const std::string& version) { app_.set_version(version); }
  bool has_unsaved() { return app_.has_unsaved(); }
  std::string stats() { return app_.stats_json(); }
  void context_lost() { platform_.lost(); }
  void context_restored() {
    platform_.restored();
    app_.focus(true);
  }
  void storage(const std::string& json) { app_.receive_storage(json); }
  void engine_state(const std::string& json) { app_.receive_engine_state(json); }
  void copied(bool done) { app_.copied(done); }

 private:
  WebPlatform platform_;
  ui::App app_;
  bool started_ = false;
  float x_ = 0, y_ = 0;
  bool touch_ = false;
};

}  // namespace

EMSCRIPTEN_BINDINGS(studio) {
  emscripten::class_<Studio>("Studio")
      .constructor<>()
      .function("started", &Studio::started)
      .function("resize", &Studio::resize)
      .function("pointer_move", &Studio::pointer_move)
      .function("pointer_down", &Studio::pointer_down)
      .function("pointer_up", &Studio::pointer_up)
      .function("pointer_leave", &Studio::pointer_leave)
      .function("wheel", &Studio::wheel)
      .function("key", &Studio::key)
      .function("focus", &Studio::focus)
      .function("hover_files", &Studio::hover_files)
      .function("frame", &Studio::frame)
      .function("receive", &Studio::receive)
      .function("take_outgoing", &Studio::take_outgoing)
      .function("take_requests", &Studio::take_requests)
      .function("fields", &Studio::fields)
      .function("field", &Studio::field)
      .function("font", &Studio::font)
      .function("semantics", &Studio::semantics)
      .function("activate", &Studio::activate)
      .function("set_language", &Studio::set_language)
      .function("language", &Studio::language)
      .function("set_theme", &Studio::set_theme)
      .function("set_request_count", &Studio::set_request_count)
      .function("set_memory", &Studio::set_memory)
      .function("set_version", &Studio::set_version)
      .function("has_unsaved", &Studio::has_unsaved)
      .function("stats", &Studio::stats)
      .function("context_lost", &Studio::context_lost)
      .function("context_restored", &Studio::context_restored)
      .function("storage", &Studio::storage)
      .function("engine_state", &Studio::engine_state)
      .function("copied", &Studio::copied);
}
