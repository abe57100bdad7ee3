package io.freeflow.forecast;

import io.freeflow.core.forecast.QuantileGrid;
import io.freeflow.core.road.Forecast;
import io.freeflow.core.road.Imputation;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.ScoreSheet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What a stage gave out. */
final class Out implements Consumer<Message> {

    private final List<Message> messages = new ArrayList<>();

    @Override
    public void accept(Message message) {
        messages.add(message);
    }

    List<Forecast> forecasts() {
        return messages.stream()
                .filter(Forecast.class::isInstance)
                .map(Forecast.class::cast)
                .toList();
    }

    List<Imputation> imputations() {
        return messages.stream()
                .filter(Imputation.class::isInstance)
                .map(Imputation.class::cast)
                .toList();
    }

    Forecast last() {
        return forecasts().getLast();
    }

    double median(int sensor, int minutes) {
        return last().speedsMph().mph(sensor, minutes / 5 - 1, QuantileGrid.P50);
    }

    /** How probable it is that a sensor will be below 30 mph. */
    double below30(int sensor, int step) {
        return last().speedsMph().probabilityBelow(sensor, step, 30);
    }

    /** The newest sheet of a model. */
    Optional<ScoreSheet> sheet(String model) {
        return messages.reversed().stream()
                .filter(ScoreSheet.class::isInstance)
                .map(ScoreSheet.class::cast)
                .filter(sheet -> sheet.model().equals(model))
                .findFirst();
    }

    long scored(String model, int step) {
        return sheet(model).map(sheet -> sheet.steps().get(step).n()).orElse(0L);
    }

    /** Every message with every number of it, one a line. */
    List<String> lines() {
        return messages.stream().map(Out::line).toList();
    }

    private static String line(Message message) {
        return message instanceof Forecast forecast
                ? String.join(
                        " ",
                        forecast.region(),
                        forecast.issuedAt().toString(),
                        forecast.dataCutoff().toString(),
                        forecast.knownAt().toString(),
                        forecast.model(),
                        forecast.modelVersion(),
                        forecast.sensorIds().toString(),
                        java.util.HexFormat.of().formatHex(forecast.speedsMph().pack()))
                : message.toString();
    }
}
