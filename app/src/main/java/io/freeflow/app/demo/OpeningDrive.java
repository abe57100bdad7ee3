package io.freeflow.app.demo;

import io.freeflow.app.config.Sections;
import io.freeflow.app.config.Settings;
import io.freeflow.app.config.Sources;
import io.freeflow.core.road.DeadLetter;
import io.freeflow.core.road.Mark;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.RawRecord;
import io.freeflow.core.road.WindowPart;
import io.freeflow.core.simulator.SimulatedIncident;
import io.freeflow.feeds.formats.JsonDecoder;
import io.freeflow.feeds.simulate.SimulatedCity;
import io.freeflow.feeds.simulate.SimulatorControl;
import io.freeflow.feeds.simulate.SimulatorFeed;
import io.freeflow.pipeline.aggregate.AggregateConfig;
import io.freeflow.pipeline.aggregate.AggregateStage;
import io.freeflow.pipeline.validate.ValidateConfig;
import io.freeflow.pipeline.validate.ValidateStage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The windows of a demo as it would have them: its two days of history, then the hours after its opening incident, through
 * the real stages without a log between them.
 *
 * @param parts whole windows, oldest first
 * @param incidents of the day on which it goes live, the opening one first
 */
public record OpeningDrive(List<WindowPart> parts, List<SimulatedIncident> incidents) {

    public OpeningDrive {
        parts = List.copyOf(parts);
        incidents = List.copyOf(incidents);
    }

    /**
     * Drives a city.
     *
     * @param after how long after it went live
     */
    public static OpeningDrive of(SimulatedCity city, Duration after) {
        var settings = Settings.load(Sections.list(), new Sources(Optional.empty(), Map.of(), List.of()));
        var validate = new ValidateStage(settings.get(ValidateConfig.class), new JsonDecoder(), city.network(), 0);
        var aggregate = new AggregateStage(settings.get(AggregateConfig.class).withoutSlots(), city.network(), 0, 1, 1);
        var control = SimulatorControl.inMemory(city);
        var parts = new ArrayList<WindowPart>();
        try (var feed = SimulatorFeed.demoOpener(control).open(Optional.empty())) {
            var end = SimulatorFeed.DEMO_START.plus(after);
            while (control.now().isBefore(end)) {
                var batch = feed.next().orElseThrow();
                var messages = new ArrayList<Message>();
                batch.records().forEach(record -> messages.add(new RawRecord(SimulatorFeed.NAME, record.payload())));
                messages.add(new Mark(SimulatorFeed.NAME, 0, batch.completeUntil()));
                for (Message message : messages) {
                    validate.accept(message, valid -> {
                        if (!(valid instanceof DeadLetter)) {
                            aggregate.accept(valid, output -> {
                                if (output instanceof WindowPart part) {
                                    parts.add(part);
                                }
                            });
                        }
                    });
                }
            }
        }
        return new OpeningDrive(parts, control.truth().incidents());
    }
}
