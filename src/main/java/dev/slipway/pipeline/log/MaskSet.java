package dev.slipway.pipeline.log;

import dev.slipway.exec.process.Masks;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The secrets of a run, which may become more while it runs. Thread-safe: streams pick up a new set before their next byte.
 */
public final class MaskSet {
    private final Set<String> values = new LinkedHashSet<>();
    private volatile Automaton automaton = Automaton.EMPTY;

    /** Adds values that must not be seen from now on; blank ones are none. */
    public synchronized void add(Collection<String> secrets) {
        boolean grown = false;
        for (String secret : secrets) {
            grown |= !secret.isBlank() && values.add(secret);
        }
        if (grown) {
            automaton = new Automaton(Masks.forms(values));
        }
    }

    /** A text with all secrets replaced, for messages, names and summaries. */
    public String mask(String text) {
        if (automaton.isEmpty() || text.isEmpty()) {
            return text;
        }
        var out = new java.io.ByteArrayOutputStream(text.length());
        MaskStream stream = new MaskStream(this, out::write);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        stream.write(bytes, 0, bytes.length);
        stream.flush();
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Each text masked. */
    public List<String> mask(Collection<String> texts) {
        return texts.stream().map(this::mask).toList();
    }

    Automaton automaton() {
        return automaton;
    }
}
