package io.freeflow.app;

import io.freeflow.app.backtest.BacktestCommand;
import io.freeflow.app.bench.BenchCommand;
import io.freeflow.app.command.Commands;
import io.freeflow.app.config.Sections;
import io.freeflow.app.demo.Demo;
import io.freeflow.app.demo.ProfileCommand;
import io.freeflow.app.dlq.DlqCommand;
import io.freeflow.app.ingest.ImportCommand;
import io.freeflow.app.models.ModelsCommand;
import io.freeflow.app.simulate.SimulateCommand;
import java.time.Clock;

/** The one way in. */
public final class Main {

    private Main() {}

    static void main(String... arguments) {
        var clock = Clock.systemUTC();
        var demo = new Demo(System.out, clock);
        var commands = new Commands(Sections.list(), System.getenv(), demo)
                .with(new ProfileCommand())
                .with(new SimulateCommand())
                .with(new BenchCommand())
                .with(new DlqCommand())
                .with(new BacktestCommand())
                .with(new ModelsCommand())
                .with(new ImportCommand(Sections.list(), System.getenv(), System.out, clock));
        System.exit(commands.run(arguments));
    }
}
