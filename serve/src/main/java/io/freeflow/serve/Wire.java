package io.freeflow.serve;

import io.freeflow.core.feed.FeedInfo;
import io.freeflow.core.forecast.Horizons;
import io.freeflow.core.forecast.QuantileGrid;
import io.freeflow.core.network.Network;
import io.freeflow.core.network.Placement;
import io.freeflow.core.network.Sensor;
import io.freeflow.core.reading.Remark;
import io.freeflow.core.road.FeedState;
import io.freeflow.core.store.ImputedWindow;
import io.freeflow.core.store.SensorWindow;
import io.freeflow.core.store.StoredReading;
import io.freeflow.core.time.Interval;
import io.freeflow.core.window.Congestion;
import io.freeflow.core.window.RegionWindow;
import io.freeflow.core.window.TrafficState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** The shapes of openapi.yaml that more than one answer has. REST and WebSocket say the same because both say it here. */
final class Wire {

    private static final FeedInfo NO_FEED = new FeedInfo("none", FeedInfo.Kind.EXTERNAL, "No feed yet");

    private static final List<String> QUANTILE_NAMES =
            QuantileGrid.LEVELS.stream().map("p%02d"::formatted).toList();

    private Wire() {}

    /** The feed whose clock is the road's now: the one that runs, then the one that is furthest. */
    static Optional<FeedState> leading(List<FeedState> feeds) {
        return feeds.stream()
                .min(Comparator.<FeedState, Boolean>comparing(feed -> feed.activity() != FeedState.Activity.RUNNING)
                        .thenComparing(
                                feed -> feed.completeUntil().orElse(java.time.Instant.MIN), Comparator.reverseOrder())
                        .thenComparing(feed -> feed.info().name()));
    }

    static void feed(Json json, Optional<FeedState> feed) {
        var info = feed.map(FeedState::info).orElse(NO_FEED);
        json.text("name", info.name()).text("kind", lower(info.kind())).text("label", info.label());
    }

    static void clock(Json json, Optional<FeedState> feed, Optional<Network> network) {
        json.text("feed_time", feed.flatMap(FeedState::completeUntil).map(Object::toString))
                .text("zone", network.map(known -> known.zone().getId()).orElse("UTC"))
                .exact(
                        "speedup",
                        feed.map(FeedState::speedup)
                                .orElse(OptionalDouble.empty())
                                .orElse(Double.NaN))
                .text("state", lower(feed.map(FeedState::activity).orElse(FeedState.Activity.PAUSED)));
    }

    /** Twelve hex digits, or nothing before there is a network. */
    static String version(Optional<Network> network) {
        return network.map(Network::version).orElse("");
    }

    static void sensor(Json json, Sensor sensor) {
        json.text("sensor_id", sensor.id())
                .text("name", sensor.name())
                .exact("latitude", sensor.position().latitude())
                .exact("longitude", sensor.position().longitude())
                .text("region", sensor.region());
        switch (sensor.placement()) {
            case Placement.OnFreeway on ->
                json.text("freeway", on.freeway())
                        .text("direction", on.direction().name())
                        .hundredths("postmile_mi", on.postmileMiles())
                        .number("lanes", on.lanes());
            case Placement.StationOnly station ->
                json.nothing("freeway")
                        .nothing("direction")
                        .nothing("postmile_mi")
                        .nothing("lanes");
        }
        json.hundredths("free_flow_speed_mph", sensor.freeFlowMph().orElse(Double.NaN));
    }

    /** Every sensor's state in the newest window of its region. */
    static List<SensorWindow> current(List<RegionWindow> windows) {
        var states = new ArrayList<SensorWindow>();
        for (RegionWindow window : windows) {
            for (TrafficState state : window.states()) {
                states.add(new SensorWindow(window.interval(), window.revision(), state));
            }
        }
        states.sort(Comparator.comparing(window -> window.state().sensorId()));
        return states;
    }

    static void state(Json json, SensorWindow window) {
        var state = window.state();
        var measured = state.measurement();
        json.text("sensor_id", state.sensorId())
                .time("window_start", window.interval().start())
                .time("window_end", window.interval().end())
                .number("revision", window.revision())
                .hundredths("speed_mph", measured.speedMph())
                .tenths("flow_vph", measured.flowVph())
                .hundredths("occupancy_percent", measured.occupancyPercent())
                .number("readings", state.readings())
                .text("quality", lower(state.quality()));
        if (measured.hasSpeed()) {
            json.number(
                    "congestion_level", Congestion.ofSpeed(measured.speedMph()).level());
        } else {
            json.nothing("congestion_level");
        }
    }

    static void imputed(Json json, ImputedWindow window) {
        var state = window.state();
        json.text("sensor_id", state.sensorId())
                .time("window_start", window.interval().start())
                .time("window_end", window.interval().end())
                .hundredths("speed_mph", state.speedMph())
                .tenths("flow_vph", state.flowVph())
                .text("method", lower(state.method()))
                .texts("sources", state.sources());
    }

    static void event(Json json, StoredReading stored) {
        var reading = stored.reading();
        json.text("feed", reading.feed())
                .text("sensor_id", reading.sensorId())
                .time("start", reading.interval().start())
                .time("end", reading.interval().end())
                .time("known_at", reading.knownAt())
                .number("revision", stored.revision())
                .hundredths("speed_mph", reading.measurement().speedMph())
                .tenths("flow_vph", reading.measurement().flowVph())
                .hundredths("occupancy_percent", reading.measurement().occupancyPercent())
                .objects(
                        "corrections",
                        reading.corrections(),
                        (inner, correction) -> inner.text("field", correction.field())
                                .text("from", correction.from())
                                .text("to", correction.to()))
                .texts(
                        "remarks",
                        reading.remarks().stream().map(Remark::wireName).toList());
    }

    /** One issue's predictions for one sensor. */
    static void predictions(Json json, Issue issue, List<Issue.Asked> asked, Optional<FeedState> feed) {
        json.object("feed", inner -> feed(inner, feed))
                .time("issued_at", issue.issuedAt())
                .text("model", issue.model())
                .text("model_version", issue.modelVersion())
                .time("data_cutoff", issue.dataCutoff())
                .objects("predictions", asked, (inner, one) -> prediction(inner, issue, one));
    }

    static void prediction(Json json, Issue issue, Issue.Asked asked) {
        Interval window = Horizons.window(issue.issuedAt(), asked.step());
        json.text("sensor_id", asked.sensorId())
                .number("horizon_minutes", Horizons.minutes(asked.step()))
                .time("window_start", window.start())
                .time("window_end", window.end());
        if (Double.isNaN(issue.mph(asked.sensorId(), asked.step(), QuantileGrid.P50))) {
            json.nothing("speed_mph");
            return;
        }
        json.object("speed_mph", inner -> {
            for (int quantile = 0; quantile < QuantileGrid.QUANTILES; quantile++) {
                inner.hundredths(QUANTILE_NAMES.get(quantile), issue.mph(asked.sensorId(), asked.step(), quantile));
            }
        });
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
