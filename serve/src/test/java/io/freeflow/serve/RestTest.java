package io.freeflow.serve;

import org.junit.jupiter.api.Test;

class RestTest {
    @Test
    void smoke() {
        var road = Road.of(3);
        try (var running = Running.on(road)) {
            System.out.println(new String(running.get("/api/v1/map").body()));
            road.write(
                    road.clockAt(Road.EIGHT),
                    road.reading("A1", Road.EIGHT, 61.234),
                    road.window(Road.EIGHT, 0, 60, 20, Double.NaN),
                    road.forecast(Road.EIGHT, 50));
            for (var path : new String[] {
                "/",
                "/health",
                "/api/v1/status",
                "/api/v1/ledger",
                "/api/v1/map",
                "/api/sensors?limit=1",
                "/api/traffic/current",
                "/api/v1/traffic/events",
                "/api/predictions/latest?limit=2",
                "/api/v1/sensors/A1/series",
                "/nope",
                "/api/sensors?limit=0",
                "/api/sensors?x=1",
                "/%zz",
                "/ws/real-time",
                "/docs",
                "/docs/swagger-ui.css",
                "/a/../b",
                "/docs/..%2f..%2fx",
                "/metrics"
            }) {
                java.net.http.HttpResponse<byte[]> r;
                try {
                    r = running.get(path);
                } catch (RuntimeException e) {
                    System.out.println(path + " " + e);
                    continue;
                }
                var b = new String(r.body());
                System.out.println(path + " -> " + r.statusCode() + " "
                        + r.headers().map() + "\n   " + b.substring(0, Math.min(b.length(), 700)));
            }
            try (var c = running.connect()) {
                c.subscribe("map");
                System.out.println(c.next());
                System.out.println(c.next());
                System.out.println(c.next());
                long t = System.nanoTime();
                road.write(road.reading("A1", Road.EIGHT.plusSeconds(30), 33));
                System.out.println(c.next() + " in ms " + (System.nanoTime() - t) / 1e6);
            }
        }
    }
}
