package dev.slipway.pipeline.dialect.github.expr;

/**
 * An expression that has no value. Carries no stack because it is an answer, not a bug; {@link Expressions} turns it into one.
 */
final class ExpressionError extends RuntimeException {
    private final Phase phase;
    private final int position;

    /** @param position character from 1; 0 where no place says more than the whole */
    ExpressionError(Phase phase, int position, String message) {
        super(message, null, false, false);
        this.phase = phase;
        this.position = position;
    }

    Phase phase() {
        return phase;
    }

    int position() {
        return position;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
