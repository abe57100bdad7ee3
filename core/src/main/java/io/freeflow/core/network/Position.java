package io.freeflow.core.network;

/**
 * A point on the WGS84 ellipsoid.
 *
 * @param latitude degrees north, -90 to 90
 * @param longitude degrees east, -180 to 180
 */
public record Position(double latitude, double longitude) {

    private static final double EARTH_RADIUS_MILES = 3958.7613;

    public Position {
        if (!(latitude >= -90 && latitude <= 90)) {
            throw new IllegalArgumentException("latitude must be -90 to 90, was " + latitude);
        }
        if (!(longitude >= -180 && longitude <= 180)) {
            throw new IllegalArgumentException("longitude must be -180 to 180, was " + longitude);
        }
    }

    /** Great-circle distance in miles on a sphere of the earth's mean radius (haversine). */
    public double milesTo(Position other) {
        double latitudeChange = Math.toRadians(other.latitude - latitude) / 2;
        double longitudeChange = Math.toRadians(other.longitude - longitude) / 2;
        double chord = Math.pow(Math.sin(latitudeChange), 2)
                + Math.cos(Math.toRadians(latitude))
                        * Math.cos(Math.toRadians(other.latitude))
                        * Math.pow(Math.sin(longitudeChange), 2);
        return 2 * EARTH_RADIUS_MILES * Math.asin(Math.min(1, Math.sqrt(chord)));
    }
}
