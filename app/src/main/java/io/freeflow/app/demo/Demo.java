package io.freeflow.app.demo;

import io.freeflow.app.command.DemoOptions;
import io.freeflow.app.command.DemoRunner;
import io.freeflow.app.command.Logging;
import io.freeflow.app.config.Settings;
import io.freeflow.app.start.EmbeddedConfig;
import io.freeflow.app.start.StartUp;
import io.freeflow.embedded.DataFolder;
import io.freeflow.pipeline.validate.ValidateConfig;
import java.io.PrintStream;
import java.time.Clock;

/** Runs the whole road in this process: broker, database, feed, stages, store and pages. */
public final class Demo implements DemoRunner {

    private final PrintStream out;
    private final Clock clock;

    public Demo(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public int run(DemoOptions options, Settings settings) throws Exception {
        var embedded = settings.get(EmbeddedConfig.class);
        var stop = Stop.onSignal();
        try (var folder = DataFolder.open(embedded.dataDir());
                var startUp = new StartUp(out)) {
            if (options.start() == DemoOptions.Start.RESET) {
                folder.reset();
            }
            Logging.start(options.logs(), folder.logs());
            var chosen = ChosenFeed.of(options, settings.get(ValidateConfig.class), folder.path(), clock);
            var road = new OwnRoad(settings, chosen, OwnRoad.Purpose.SHOW, options.speedup(), clock);
            var parts = road.start(options.face(), folder, startUp);
            startUp.await();
            var running = new Running(
                    out,
                    clock,
                    options,
                    chosen,
                    parts.store().get(),
                    parts.feed().get());
            parts.pages().ifPresent(pages -> out.println(pages.get().address()));
            if (Terminal.isThere()) {
                Keys.listen(System.in, parts.feed().get(), out);
            }
            return running.until(stop);
        } finally {
            stop.done();
        }
    }
}
