package dev.slipway.base;

/** The name of a service within its application: the host part of its URL, so a DNS label. */
public record ServiceName(String value) implements Comparable<ServiceName> {
    public ServiceName {
        Names.check("service", value);
    }

    /** The nearest valid name: lower case, other characters become '-'. */
    public static ServiceName slug(String raw) {
        return new ServiceName(Names.slug(raw));
    }

    @Override
    public int compareTo(ServiceName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
