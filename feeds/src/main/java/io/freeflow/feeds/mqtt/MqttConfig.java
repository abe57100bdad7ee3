package io.freeflow.feeds.mqtt;

import io.freeflow.core.config.Default;
import io.freeflow.core.config.Doc;
import io.freeflow.core.config.Secret;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/** Settings of the subscription to an MQTT broker. Keys start with {@code mqtt.}. */
public record MqttConfig(
        @Doc("URL of a broker, tcp://host:1883 or ssl://host:8883; empty subscribes to none") @Default("")
        URI url,

        @Doc("topic filters, with commas between them; + and # as MQTT has them") @Default("freeflow/readings/#")
        List<String> topics,

        @Doc("what a message holds: detect, record (all of it), json-array or jsonl") @Default("detect")
        MessageFormat format,

        @Doc("the feed's name in readings, whose rules are feeds.NAME.*") @Default("mqtt")
        String feed,

        @Doc("name under which the broker keeps what comes while Freeflow is away; no two may have the same")
        @Default("freeflow")
        String clientId,

        @Doc("user at the broker; empty asks without one") @Default("")
        String user,

        @Doc("that user's password") @Default("") @Secret String password) {

    private static final Pattern FEED = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    public MqttConfig {
        topics = List.copyOf(topics);
        var scheme = url.getScheme();
        if (!url.toString().isEmpty()) {
            if (url.getHost() == null || !("tcp".equals(scheme) || "ssl".equals(scheme))) {
                throw new IllegalArgumentException(
                        "mqtt.url must be empty or begin with tcp:// or ssl:// and a host, was " + scheme + "://…");
            }
            if (url.getRawUserInfo() != null) {
                throw new IllegalArgumentException(
                        "mqtt.url must not hold a password; use mqtt.user and mqtt.password");
            }
        }
        if (topics.isEmpty()) {
            throw new IllegalArgumentException("mqtt.topics must have a topic filter at least, had none");
        }
        if (!FEED.matcher(feed).matches()) {
            throw new IllegalArgumentException(
                    "mqtt.feed must be 1 to 40 lower-case letters, digits and dashes, was '" + feed + "'");
        }
        if (clientId.isBlank() || clientId.length() > 64) {
            throw new IllegalArgumentException("mqtt.client-id must have 1 to 64 characters, was '" + clientId + "'");
        }
        if (user.isEmpty() && !password.isEmpty()) {
            throw new IllegalArgumentException("mqtt.password needs mqtt.user");
        }
    }

    /** Whether there is a broker to subscribe to. */
    public boolean isNamed() {
        return !url.toString().isEmpty();
    }

    /** Names the broker without the password. */
    @Override
    public String toString() {
        return "MqttConfig[" + url + ", topics " + topics + ", client " + clientId + ", user " + user + "]";
    }
}
