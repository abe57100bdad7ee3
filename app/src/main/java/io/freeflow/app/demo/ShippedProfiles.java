package io.freeflow.app.demo;

import io.freeflow.core.network.Network;
import io.freeflow.core.network.Sensor;
import io.freeflow.forecast.profile.ShippedProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The typical weeks that are shipped for the simulated city. */
public final class ShippedProfiles {

    private ShippedProfiles() {}

    /** What is shipped for a network, by region. */
    public static Map<String, ShippedProfile> of(Network network) {
        var found = new TreeMap<String, ShippedProfile>();
        for (String region : network.regions()) {
            try (var in =
                    ShippedProfiles.class.getResourceAsStream("/io/freeflow/app/profiles/" + region + ".profile")) {
                if (in != null) {
                    var profile = ShippedProfile.read(in);
                    if (fits(profile, network.sensorsOf(region))) {
                        found.put(region, profile);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("the shipped profile of " + region + " cannot be read", e);
            }
        }
        return found;
    }

    /** Another road map may have a region of the same name. */
    private static boolean fits(ShippedProfile profile, List<Sensor> sensors) {
        var known = Set.copyOf(profile.sensorIds());
        return 2
                        * sensors.stream()
                                .filter(sensor -> known.contains(sensor.id()))
                                .count()
                >= sensors.size();
    }
}
