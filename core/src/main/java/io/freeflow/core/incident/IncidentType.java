package io.freeflow.core.incident;

/** What was reported; the words are those of DATEX II situation records and of WZDx. */
public enum IncidentType {
    /** DATEX II {@code Accident}. */
    ACCIDENT,
    /** DATEX II {@code VehicleObstruction}. */
    DISABLED_VEHICLE,
    /** DATEX II {@code GeneralObstruction}: debris, a spill, an animal. */
    OBSTRUCTION,
    /** DATEX II {@code MaintenanceWorks} and {@code ConstructionWorks}; WZDx {@code work-zone}. */
    ROADWORKS,
    /** DATEX II {@code RoadOrCarriagewayOrLaneManagement}: lanes or the road are closed, whatever for. */
    CLOSURE,
    /** DATEX II {@code ReroutingManagement}; WZDx {@code detour}: the way around something else. */
    DETOUR,
    /** DATEX II {@code PoorEnvironmentConditions}. */
    WEATHER,
    /** DATEX II {@code PublicEvent}. */
    PUBLIC_EVENT;

    /** Whether it was arranged before it began, so that its queue surprises nobody. */
    public boolean isArranged() {
        return this == ROADWORKS || this == CLOSURE || this == DETOUR || this == PUBLIC_EVENT;
    }
}
