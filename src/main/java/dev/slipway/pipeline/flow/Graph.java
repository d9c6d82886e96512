package dev.slipway.pipeline.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The items of a run by id; grows when jobs expand, and refuses what could never end. */
final class Graph {
    private final Map<String, Item> items = new LinkedHashMap<>();

    /**
     * Adds nodes, parents before their children.
     *
     * @throws IllegalArgumentException for an id that is taken, a need or parent that is not there, or a circle
     */
    List<Item> add(List<Node> nodes) {
        List<Item> added = new ArrayList<>(nodes.size());
        for (Node node : nodes) {
            Item parent = node.parent().isEmpty() ? null : get(node.parent(), "the group of " + node.id());
            Item item = new Item(node, items.size(), parent);
            if (items.putIfAbsent(node.id(), item) != null) {
                throw new IllegalArgumentException("two nodes " + node.id());
            }
            if (parent != null) {
                parent.children.add(item);
                parent.openChildren++;
            }
            added.add(item);
        }
        for (Item item : added) {
            for (Node.Need need : item.node.needs()) {
                Item on = get(need.id(), "what " + item.node.id() + " needs");
                if (!on.over() && !(need.order() && on.ordersReleased)) {
                    on.dependents.add(new Item.Edge(item, need.order()));
                    item.openNeeds++;
                }
            }
        }
        refuseCircles(added);
        return added;
    }

    Item get(String id) {
        return get(id, "a node");
    }

    Collection<Item> all() {
        return items.values();
    }

    private Item get(String id, String what) {
        Item item = items.get(id);
        if (item == null) {
            throw new IllegalArgumentException(what + " does not exist: " + id);
        }
        return item;
    }

    /**
     * Each new item has two moments: it may begin after its needs ended and its group began, and it ends after it began and
     * all in it ended. Kahn's algorithm over those moments.
     */
    private void refuseCircles(List<Item> added) {
        Map<Item, Integer> position = new HashMap<>();
        added.forEach(i -> position.put(i, position.size()));
        int n = added.size();
        int[] open = new int[2 * n];
        List<List<Integer>> next = new ArrayList<>(2 * n);
        for (int i = 0; i < 2 * n; i++) {
            next.add(new ArrayList<>(2));
        }
        for (int i = 0; i < n; i++) {
            Item item = added.get(i);
            edge(next, open, 2 * i, 2 * i + 1);
            for (Node.Need need : item.node.needs()) {
                Integer on = position.get(items.get(need.id()));
                if (on != null) {
                    edge(next, open, 2 * on + 1, 2 * i);
                } else if (isAround(item, need.id())) {
                    throw new IllegalArgumentException(item.node.id() + " needs " + need.id() + ", which holds it");
                }
            }
            Integer in = item.parent == null ? null : position.get(item.parent);
            if (in != null) {
                edge(next, open, 2 * in, 2 * i);
                edge(next, open, 2 * i + 1, 2 * in + 1);
            }
        }
        Deque<Integer> free = new ArrayDeque<>();
        for (int i = 0; i < 2 * n; i++) {
            if (open[i] == 0) {
                free.add(i);
            }
        }
        int done = 0;
        for (Integer at = free.poll(); at != null; at = free.poll()) {
            done++;
            for (int to : next.get(at)) {
                if (--open[to] == 0) {
                    free.add(to);
                }
            }
        }
        if (done < 2 * n) {
            throw new IllegalArgumentException("nodes need each other in a circle: "
                    + added.stream()
                            .filter(i -> open[2 * position.getOrDefault(i, 0)] > 0)
                            .map(i -> i.node.id())
                            .limit(20)
                            .toList());
        }
    }

    private static void edge(List<List<Integer>> next, int[] open, int from, int to) {
        next.get(from).add(to);
        open[to]++;
    }

    private static boolean isAround(Item item, String id) {
        for (Item i = item.parent; i != null; i = i.parent) {
            if (i.node.id().equals(id)) {
                return true;
            }
        }
        return false;
    }
}
