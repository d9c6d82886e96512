package dev.slipway.app;

import dev.slipway.base.Caller;
import dev.slipway.base.Problem;

/**
 * Every use case passes here with its caller: authorise, run. What changes an environment, evidence, an approval, a secret or
 * a setting is put into the audit chain by the transaction that changes it, in {@code store} and {@code journal}; a door that
 * wrote its own record could say that something happened which then did not.
 *
 * <p>First version: the user of the operating system may do all, on the home that only this user can open.
 */
final class Door {
    private final Caller caller;

    Door(Caller caller) {
        this.caller = caller;
    }

    /** What may be asked, by what it can change. */
    enum UseCase {
        READ,
        SHIP,
        STEER,
        IMPORT_EVIDENCE,
        APPROVE,
        PURGE
    }

    /** A use case's work. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws InterruptedException;
    }

    /** Runs a use case for the caller, or refuses. */
    <T> T enter(UseCase useCase, Work<T> work) throws InterruptedException {
        authorise(useCase);
        return work.run();
    }

    private void authorise(UseCase useCase) {
        boolean allowed = switch (caller.kind()) {
            case HUMAN -> true;
            case AGENT, SERVICE -> useCase == UseCase.READ;
        };
        if (!allowed) {
            throw Problem.no(
                            caller.principal() + " may not do this",
                            "only a person at the command line may change an environment in this version",
                            "ask a person")
                    .asException();
        }
    }
}
