package dev.slipway.base;

/** How bad a finding is, worst first. SARIF levels: critical and high are "error", medium "warning", the rest "note". */
public enum Severity {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW,
    NOTE;

    /** Lower-case word for people and JSON. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
