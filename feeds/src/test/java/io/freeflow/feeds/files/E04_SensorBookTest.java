package io.freeflow.feeds.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.network.Direction;
import io.freeflow.core.network.Placement;
import io.freeflow.core.network.Position;
import io.freeflow.core.reading.RawPlace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What files say of places is kept, and makes a network as far as it goes. */
class E04_SensorBookTest {

    @TempDir
    private Path folder;

    @Test
    void whatIsSaidFirstCountsAndWhatIsMissingIsCompleted() throws IOException {
        var book = new SensorBook();
        book.add("A", new RawPlace(null, null, "I-9", "N", null, "4", null));
        book.add("A", new RawPlace("34.1", "-118.1", "I-5", "S", "12.5", "3", "Main"));
        book.add("A", new RawPlace("35.5", "-119.5", null, null, null, null, null));
        book.add("B", RawPlace.NONE);
        book.add("D", new RawPlace("NaN", "0", null, null, null, null, null));
        book.add("C", new RawPlace("91", "0", null, null, null, null, null));

        var network = book.network("import", ZoneOffset.UTC);

        assertThat(book.size()).isEqualTo(4);
        assertThat(book.withFreeway()).isEqualTo(1);
        assertThat(network.sensors()).singleElement().satisfies(sensor -> {
            assertThat(sensor.position()).isEqualTo(new Position(34.1, -118.1));
            assertThat(sensor.placement()).isEqualTo(new Placement.OnFreeway("I-9", Direction.N, 12.5, 4));
            assertThat(sensor.name()).isEqualTo("Main");
        });
    }

    @Test
    void aDirectionThatWeDoNotHaveLeavesAStation() throws IOException {
        var book = new SensorBook();
        assertThat(book.read(Golden.file("sensors.csv"))).isEqualTo(2);

        assertThat(book.network("import", ZoneOffset.UTC).sensors())
                .hasSize(2)
                .allSatisfy(sensor -> assertThat(sensor.placement()).isEqualTo(new Placement.StationOnly()));
    }

    @Test
    void aPostmileThatIsNoNumberLeavesAStation() {
        var book = new SensorBook();
        book.add("A", new RawPlace("34", "-118", "I-9", "N", "NaN", "4", null));

        assertThat(book.network("import", ZoneOffset.UTC).sensors().getFirst().placement())
                .isEqualTo(new Placement.StationOnly());
    }

    @Test
    void aSavedBookIsTheSameBook() throws IOException {
        var book = new SensorBook();
        book.add("A", new RawPlace("34.1", "-118.1", "I-9", "N", "12.5", "4", "Main, \"north\""));
        book.add("B", RawPlace.NONE);
        var file = folder.resolve("book.csv");
        book.save(file);

        var again = SensorBook.open(file);

        assertThat(again.size()).isEqualTo(2);
        assertThat(again.network("import", ZoneOffset.UTC).version())
                .isEqualTo(book.network("import", ZoneOffset.UTC).version());
        assertThat(SensorBook.open(folder.resolve("none.csv")).size()).isZero();
    }
}
