package io.freeflow.kafka.registry;

import io.freeflow.core.config.Default;
import io.freeflow.core.config.Doc;
import io.freeflow.core.config.Secret;
import java.net.URI;

/** Settings of the schema registry. Keys start with {@code kafka.schema-registry.}. */
public record RegistryConfig(
        @Doc("URL of a registry with Confluent's REST API, such as http://host:8080/apis/ccompat/v7; empty uses the "
                + "list of schemas in the box")
        @Default("")
        URI url,

        @Doc("user of the registry; empty asks without one") @Default("")
        String user,

        @Doc("that user's password") @Default("") @Secret String password) {

    /** The list of schemas in the box. */
    public static final RegistryConfig NONE = new RegistryConfig(URI.create(""), "", "");

    public RegistryConfig {
        var scheme = url.getScheme();
        if (!url.toString().isEmpty()
                && (url.getHost() == null || !("http".equals(scheme) || "https".equals(scheme)))) {
            throw new IllegalArgumentException(
                    "kafka.schema-registry.url must be empty or begin with http:// or https:// and a host, was " + url);
        }
        if (url.getRawUserInfo() != null) {
            throw new IllegalArgumentException("kafka.schema-registry.url must not hold a password; "
                    + "use kafka.schema-registry.user and kafka.schema-registry.password");
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "kafka.schema-registry.url must end with its path, without ? and #, was " + url);
        }
    }

    boolean isNamed() {
        return !url.toString().isEmpty();
    }

    /** Names the registry without the password. */
    @Override
    public String toString() {
        return "RegistryConfig[" + url + ", user " + user + "]";
    }
}
