package io.freeflow.app.config;

import io.freeflow.app.start.EmbeddedConfig;
import java.util.List;

/** Every section there is, in the order of the road. */
public final class Sections {

    private Sections() {}

    public static List<Section<?>> list() {
        return List.of(new Section<>("embedded", EmbeddedConfig.class));
    }
}
