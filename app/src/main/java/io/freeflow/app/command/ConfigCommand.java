package io.freeflow.app.command;

import io.freeflow.app.config.Section;
import io.freeflow.app.config.Setting;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints every setting in force. */
@Command(
        name = "config",
        header = "Prints every setting in force, what it means and where it was set.",
        description = {
            "",
            "Settings come from, each overruling the one before: defaults, the file freeflow.properties,",
            "the environment (FREEFLOW_STORE_URL for store.url; FREEFLOW_STORE_PASSWORD_FILE names a",
            "file that holds a secret), and --set. An unknown name anywhere is an error.",
            "",
            "The output is a settings file itself.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  freeflow config",
            "  freeflow config > freeflow.properties     a file with all defaults, to change",
            "  FREEFLOW_STORE_POOL_SIZE=5 freeflow config"
        })
final class ConfigCommand implements Callable<Integer> {

    private final List<Section<?>> sections;
    private final Map<String, String> environment;

    @Mixin
    private SettingsOptions settings = new SettingsOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    ConfigCommand(List<Section<?>> sections, Map<String, String> environment) {
        this.sections = sections;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        print(
                settings.load(sections, environment, List.of()).list(),
                spec.commandLine().getOut());
        return ExitCodes.OK;
    }

    private static void print(List<Setting> settings, PrintWriter out) {
        var section = "";
        for (Setting setting : settings) {
            if (!setting.section().equals(section)) {
                section = setting.section();
                out.println("# ---- " + section + " ----");
                out.println();
            }
            out.println(
                    "# " + setting.doc() + (setting.origin().equals("default") ? "" : " (" + setting.origin() + ")"));
            boolean unusable = setting.value().isEmpty() || setting.secret();
            out.println((unusable ? "#" : "") + setting.key() + "=" + escape(setting.value()));
            out.println();
        }
        out.flush();
    }

    private static String escape(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }
}
