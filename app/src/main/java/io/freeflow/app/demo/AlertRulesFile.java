package io.freeflow.app.demo;

import io.freeflow.app.config.BadSettingsException;
import io.freeflow.core.alert.AlertRule;
import io.freeflow.pipeline.alert.AlertConfig;
import io.freeflow.serve.AlertRules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The rules that open alerts: a file of the user's, or the shipped ones. */
public final class AlertRulesFile {

    private static final String SHIPPED = "/io/freeflow/app/alert-rules.json";

    private AlertRulesFile() {}

    /**
     * Reads the rules.
     *
     * @throws BadSettingsException if the file cannot be read, or a rule is not as it should be
     */
    public static List<AlertRule> read(AlertConfig config) {
        String name = config.rules().isEmpty() ? "the shipped rules" : config.rules();
        try (var in = config.rules().isEmpty() ? shipped() : Files.newInputStream(Path.of(config.rules()))) {
            return AlertRules.read(in);
        } catch (IOException e) {
            throw new BadSettingsException(List.of("alert.rules: " + name + " cannot be read: " + e));
        } catch (AlertRules.BadRulesException e) {
            throw new BadSettingsException(List.of("alert.rules: " + name + ": " + e.getMessage()));
        }
    }

    private static InputStream shipped() {
        return Objects.requireNonNull(AlertRulesFile.class.getResourceAsStream(SHIPPED), SHIPPED);
    }
}
