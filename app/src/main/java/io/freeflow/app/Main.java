package io.freeflow.app;

import io.freeflow.app.bench.BenchCommand;
import io.freeflow.app.command.Commands;
import io.freeflow.app.config.Sections;
import io.freeflow.app.demo.Demo;
import io.freeflow.app.demo.ProfileCommand;
import io.freeflow.app.simulate.SimulateCommand;
import java.time.Clock;

/** The one way in. */
public final class Main {

    private Main() {}

    static void main(String... arguments) {
        var demo = new Demo(System.out, Clock.systemUTC());
        var commands = new Commands(Sections.list(), System.getenv(), demo)
                .with(new ProfileCommand())
                .with(new SimulateCommand())
                .with(new BenchCommand());
        System.exit(commands.run(arguments));
    }
}
