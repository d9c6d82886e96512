package dev.slipway.deploy;

import dev.slipway.base.Scope;
import dev.slipway.deploy.router.Router;
import dev.slipway.journal.Once;
import dev.slipway.plan.Action;
import dev.slipway.plan.Fence;
import java.util.List;

/**
 * Takes the route of a service away that has become a worker. It stands last in its plan: until all else is done, the old
 * route is still what a way back returns to.
 */
public final class RouteRemoval implements Once {
    /** The kind of the action. */
    public static final String KIND = "unroute";

    private final Router router;

    public RouteRemoval(Router router) {
        this.router = router;
    }

    /** The action for a scope, whose key is its payload. */
    public static Action action(String scope, String service, List<String> needs) {
        return new Action(
                KIND + "/" + service,
                KIND,
                Action.Shape.ONCE,
                needs,
                scope,
                service + ": its route is taken away, it has none any more");
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Seen observe(Action action) {
        return router.get(Scope.parse(action.payload())).isEmpty() ? new Seen.Done("{}") : new Seen.NotDone();
    }

    @Override
    public String act(Action action, Fence fence) {
        router.remove(Scope.parse(action.payload()), fence);
        return "{}";
    }

    /** Nothing comes after it whose failure would ask for the route again. */
    @Override
    public void undo(Action action, String outcome, Fence fence) {}
}
