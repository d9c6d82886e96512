package dev.slipway.app;

import dev.slipway.app.ship.Reading;
import dev.slipway.base.Scope;
import dev.slipway.base.SlipwayException;
import dev.slipway.intent.Intent;
import java.nio.file.Files;
import java.nio.file.Path;

/** The policy of an environment as the application's checkout declares it now. */
final class Policies {
    private Policies() {}

    /** Where the checkout is gone, the strict policy that names nothing. */
    static Intent.Environment of(Rooms rooms, Scope scope) {
        Path folder = rooms.database()
                .inTransaction(tx -> tx.applications().find(scope.app().value()))
                .map(a -> Path.of(a.path()))
                .orElse(Path.of("/nonexistent"));
        if (Files.isDirectory(folder)) {
            try {
                return new Reading(rooms.processes())
                        .intent(folder, scope.environment())
                        .environment(scope.environment())
                        .orElseGet(() -> strict(scope));
            } catch (SlipwayException e) {
                return strict(scope);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return strict(scope);
            }
        }
        return strict(scope);
    }

    private static Intent.Environment strict(Scope scope) {
        Intent.Environment none = Recovery.policy();
        return new Intent.Environment(
                scope.environment(),
                none.target(),
                none.production(),
                none.waivable(),
                none.trust(),
                none.freeze(),
                none.gates(),
                none.approvals());
    }
}
