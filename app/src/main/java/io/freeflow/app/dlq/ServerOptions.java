package io.freeflow.app.dlq;

import io.freeflow.app.command.SettingsOptions;
import io.freeflow.app.config.Sections;
import io.freeflow.serve.ServeConfig;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which running Freeflow a command speaks to. */
final class ServerOptions {

    @Option(
            names = "--to",
            paramLabel = "URL",
            description = "A running Freeflow (default: the one of this machine, at serve.port).")
    private @Nullable URI to;

    @Option(names = "--json", description = "Print the answers of the API, a JSON object a line.")
    private boolean json;

    @Mixin
    private SettingsOptions settings = new SettingsOptions();

    boolean json() {
        return json;
    }

    LettersApi api(CommandSpec spec) {
        var server = to == null ? local() : to;
        var scheme = String.valueOf(server.getScheme());
        if (!(scheme.equals("http") || scheme.equals("https")) || server.getHost() == null) {
            throw new ParameterException(
                    spec.commandLine(), "--to must be a URL such as http://localhost:8080, was '" + server + "'");
        }
        return new LettersApi(server);
    }

    private URI local() {
        var serve = settings.load(Sections.list(), System.getenv(), List.of()).get(ServeConfig.class);
        return URI.create("http://localhost:" + serve.port());
    }
}
