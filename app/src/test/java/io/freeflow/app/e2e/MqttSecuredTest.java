package io.freeflow.app.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.freeflow.app.e2e.MqttBroker.Account;
import io.freeflow.core.ingest.ReadingDoor;
import io.freeflow.feeds.mqtt.MessageFormat;
import io.freeflow.feeds.mqtt.MqttConfig;
import io.freeflow.feeds.mqtt.MqttSubscription;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker that speaks TLS only and asks who is there. */
@Timeout(60)
class MqttSecuredTest {

    private static final Account ANN = new Account("ann", "open sesame");
    private static final String STORE = "changeit";
    private static final String TRUST = "javax.net.ssl.trustStore";
    private static final String TRUST_PASSWORD = "javax.net.ssl.trustStorePassword";

    @TempDir
    private Path folder;

    private final List<String> taken = new CopyOnWriteArrayList<>();
    private Path keys;
    private MqttBroker broker;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        keys = folder.resolve("keys.p12");
        int exit = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "broker",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        STORE)
                .inheritIO()
                .start()
                .waitFor();
        assertThat(exit).isZero();
        broker = MqttBroker.startSecured(folder.resolve("mqtt"), keys, STORE, ANN);
    }

    @AfterEach
    void stop() {
        System.clearProperty(TRUST);
        System.clearProperty(TRUST_PASSWORD);
        broker.close();
    }

    private void trustTheBroker() {
        System.setProperty(TRUST, keys.toString());
        System.setProperty(TRUST_PASSWORD, STORE);
    }

    private MqttSubscription subscribe(String password) {
        ReadingDoor door = records -> {
            records.forEach(one -> taken.add(new String(one, UTF_8)));
            return List.of();
        };
        return MqttSubscription.start(
                new MqttConfig(
                        URI.create(broker.url()),
                        List.of("roads/+"),
                        MessageFormat.DETECT,
                        "mqtt",
                        "freeflow",
                        "ann",
                        password),
                door);
    }

    @Test
    void messagesComeOverTlsToWhoHasThePassword() throws Exception {
        trustTheBroker();
        try (var subscription = subscribe(ANN.password())) {
            await().until(() -> subscription.state().startsWith("subscribed to"));
            broker.publish("roads/a", "{\"sensor_id\":\"A\"}");

            await().untilAsserted(() -> assertThat(taken).containsExactly("{\"sensor_id\":\"A\"}"));
            assertThat(subscription.trouble()).isEmpty();
        }
    }

    @Test
    void aWrongPasswordIsToldWithBrokerAndUserAndTriedAgainMuchLater() {
        trustTheBroker();
        try (var subscription = subscribe("sesame")) {
            await().until(() -> subscription.trouble().isPresent());

            assertThat(subscription.trouble().orElseThrow())
                    .startsWith("the MQTT broker " + broker.url() + " refuses user 'ann': ")
                    .endsWith("; mqtt.user and mqtt.password say who asks, again in 30 s")
                    .doesNotContain("sesame");
            assertThat(broker.refusals()).isEqualTo(1);
        }
    }

    @Test
    void aCertificateThatNobodyVouchesForIsToldAsSuch() {
        try (var subscription = subscribe(ANN.password())) {
            await().until(() -> subscription.trouble().isPresent());

            assertThat(subscription.trouble().orElseThrow())
                    .startsWith("the MQTT broker " + broker.url() + " is away: ")
                    .contains("PKIX path building failed");
        }
    }
}
