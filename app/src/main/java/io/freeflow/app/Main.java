package io.freeflow.app;

import io.freeflow.app.command.Commands;
import io.freeflow.app.config.Sections;
import io.freeflow.app.demo.Demo;
import java.time.Clock;

/** The one way in. */
public final class Main {

    private Main() {}

    static void main(String... arguments) {
        var demo = new Demo(System.out, Clock.systemUTC());
        System.exit(new Commands(Sections.list(), System.getenv(), demo).run(arguments));
    }
}
