#include <imgui.h>

#include "platform/platform.h"

namespace jumelles::ui {

void NullPlatform::present(ImDrawData* data) {
  vertex_count = static_cast<size_t>(data->TotalVtxCount);
  if (!data->Textures) return;
  // As a renderer would: textures are taken over, so that glyphs are baked as in the real thing.
  for (ImTextureData* texture : *data->Textures) {
    if (texture->Status == ImTextureStatus_WantCreate) texture->SetTexID(1);
    if (texture->Status == ImTextureStatus_WantCreate || texture->Status == ImTextureStatus_WantUpdates) texture->SetStatus(ImTextureStatus_OK);
    if (texture->Status == ImTextureStatus_WantDestroy) {
      texture->SetTexID(ImTextureID_Invalid);
      texture->SetStatus(ImTextureStatus_Destroyed);
    }
  }
}

}  // namespace jumelles::ui
