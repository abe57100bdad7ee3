package io.freeflow.app;

import io.freeflow.app.command.Commands;
import io.freeflow.app.command.DemoOptions;
import io.freeflow.app.config.Sections;
import io.freeflow.app.config.Settings;

/** The one way in. */
public final class Main {

    private Main() {}

    static void main(String... arguments) {
        System.exit(new Commands(Sections.list(), System.getenv(), Main::demo).run(arguments));
    }

    private static int demo(DemoOptions options, Settings settings) {
        throw new IllegalStateException("the road is not built yet");
    }
}
