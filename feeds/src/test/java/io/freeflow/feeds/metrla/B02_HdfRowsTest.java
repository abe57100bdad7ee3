package io.freeflow.feeds.metrla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reads {@code dst-night.h5}: 18 rows of three sensors from 01:45 to 03:10 of 2012-03-11, made up by us and written by
 * pandas' {@code to_hdf(key="df", format="fixed")} with nanosecond times, the layout that metr-la.h5 is said to have.
 * The real file has not been read by any test.
 */
class B02_HdfRowsTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void find() throws URISyntaxException {
        file = Path.of(
                Objects.requireNonNull(getClass().getResource("dst-night.h5")).toURI());
    }

    @Test
    void theMatrixHasTheRowsOfTheFrame() {
        var matrix = MetrLaMatrix.read(file);

        assertThat(matrix.sensorIds()).containsExactly("773869", "767541", "717447");
        assertThat(matrix.rows()).isEqualTo(18);
        assertThat(matrix.start(0)).isEqualTo("2012-03-11T01:45:00");
        assertThat(matrix.speeds(0)).containsExactly(40, 40.125f, 40.25f);
        assertThat(matrix.speeds(1)[2]).isNaN();
        assertThat(matrix.start(17)).isEqualTo("2012-03-11T03:10:00");
    }

    @Test
    void theFeedCountsTheHourThatNeverWas() {
        long slots = 0;
        long sent = 0;
        long never = 0;
        try (var feed = MetrLaFeed.opener(file).open(Optional.empty())) {
            for (var batch = feed.next(); batch.isPresent(); batch = feed.next()) {
                slots += batch.get().counts().getOrDefault("slots", 0L);
                sent += batch.get().counts().getOrDefault("sent", 0L);
                never += batch.get().counts().getOrDefault("missing.nonexistent-local-time", 0L);
            }
        }

        assertThat(slots).isEqualTo(18 * 3);
        assertThat(never).isEqualTo(12 * 3);
        assertThat(sent).isEqualTo(6 * 3 - 1);
    }

    @Test
    void aPositionSkipsRows() {
        try (var feed = MetrLaFeed.opener(file).open(Optional.of("17"))) {
            assertThat(feed.next().orElseThrow().completeUntil()).isEqualTo("2012-03-11T10:15:00Z");
            assertThat(feed.next()).isEmpty();
        }
    }

    @Test
    void aFileThatIsNoHdfIsRefused() throws IOException {
        var text = Files.writeString(folder.resolve("speeds.h5"), "no");

        assertThatThrownBy(() -> MetrLaMatrix.read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("speeds.h5");
    }
}
