package io.freeflow.app.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StartUpTest {

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final StartUp startUp = new StartUp(new PrintStream(said, true, StandardCharsets.UTF_8));
    private final List<String> closed = new CopyOnWriteArrayList<>();

    private record Component(String name, List<String> closed) implements AutoCloseable {
        @Override
        public void close() {
            closed.add(name);
        }
    }

    @Test
    void componentsStartSideBySide() {
        var bothAreStarting = new CountDownLatch(2);
        for (String name : List.of("kafka", "postgres")) {
            startUp.start(name, () -> {
                bothAreStarting.countDown();
                bothAreStarting.await();
                return component(name);
            });
        }

        startUp.await();

        startUp.close();
        assertThat(closed).containsExactlyInAnyOrder("kafka", "postgres");
    }

    @Test
    void oneLineTellsTheTimeAndTheAddressOfEach() {
        startUp.start("kafka", () -> component("kafka"), kafka -> "127.0.0.1:9092");

        startUp.await();

        startUp.close();
        assertThat(said.toString(StandardCharsets.UTF_8))
                .matches("kafka        ready in [0-9]+\\.[0-9] s  127\\.0\\.0\\.1:9092\\R");
    }

    @Test
    void whatNeedsAnotherIsClosedBeforeIt() {
        var postgres = startUp.start("postgres", () -> component("postgres"));
        var store = startUp.start("store", () -> component(postgres.get().name() + "'s store"));
        startUp.start("serve", () -> component(store.get().name() + "'s pages"));
        startUp.await();

        startUp.close();

        assertThat(closed).containsExactly("postgres's store's pages", "postgres's store", "postgres");
    }

    @Test
    void aFailureNamesItsComponentAndClosesTheOthers() {
        var kafka = startUp.start("kafka", () -> component("kafka"));
        var postgres = startUp.<Component>start("postgres", () -> {
            kafka.get();
            throw new IOException("port 5432 is in use");
        });
        startUp.start("store", () -> component(postgres.get().name()));
        startUp.start("slow", () -> {
            new CountDownLatch(1).await();
            return component("slow");
        });

        assertThatThrownBy(startUp::await)
                .isInstanceOf(StartUp.FailedException.class)
                .hasMessage("postgres did not start: port 5432 is in use");

        assertThat(closed).containsExactly("kafka");
    }

    @Test
    void oneThatDoesNotCloseDoesNotKeepTheOthersOpen() {
        var first = startUp.start("first", () -> component("first"));
        startUp.start("second", () -> {
            first.get();
            return () -> {
                throw new IOException("disk full");
            };
        });
        startUp.await();

        startUp.close();

        assertThat(closed).containsExactly("first");
    }

    private Component component(String name) {
        return new Component(name, closed);
    }
}
