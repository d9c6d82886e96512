package dev.slipway.check.secrets;

import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * One kind of secret.
 *
 * @param id kebab-case, unique
 * @param name as it stands in a message after "a" or "an", for example {@code GitLab personal access token}
 * @param trust how sure its form alone makes us
 * @param maker assembles one that is nobody's, for examples
 */
public record Kind(
        String id,
        String name,
        Family family,
        Form form,
        Trust trust,
        Proof proof,
        Function<RandomGenerator, String> maker) {
    /** How sure a form makes us that it is a secret. */
    public enum Trust {
        /** The format is that of nothing else. */
        UNMISTAKABLE,
        /** The place or the name says so, and the value fits. */
        LIKELY
    }

    /** A token whose own prefix says what it is. */
    public static Kind token(Family family, String id, String name, String shape) {
        Shape parsed = Shape.of(shape);
        return new Kind(id, name, family, new Form.Token(parsed), Trust.UNMISTAKABLE, Proof.NONE, parsed::example);
    }

    /** A value of this shape given to a name that holds one of the words (with {@code |} between them). */
    public static Kind named(Family family, String id, String name, String words, String shape) {
        Shape parsed = Shape.of(shape);
        Form form = new Form.Named(List.of(words.split("\\|", -1)), parsed);
        return new Kind(id, name, family, form, Trust.LIKELY, Proof.NONE, parsed::example);
    }

    /** A secret in a place of its own. */
    public static Kind read(
            Family family, String id, String name, List<String> keywords, Form.Reading reading, Form.Writing writing) {
        Shape password = Shape.of("%l{3}[A-Z]%a{6}[0-9]%a{4}");
        Form form = new Form.Read(keywords, reading, writing);
        return new Kind(id, name, family, form, Trust.LIKELY, Proof.NONE, password::example);
    }

    /** This kind with a look into its structure, which examples drawn from its shape pass. */
    public Kind proven(Proof by) {
        return new Kind(id, name, family, form, trust, by, maker);
    }

    /** This kind with a look into its structure, and what makes examples that pass it. */
    public Kind proven(Proof by, Function<RandomGenerator, String> makes) {
        return new Kind(id, name, family, form, trust, by, makes);
    }

    /** This kind, less sure: its form is shared with harmless things. */
    public Kind likely() {
        return new Kind(id, name, family, form, Trust.LIKELY, proof, maker);
    }

    /** This kind, as sure as a prefix of its own makes us. */
    public Kind unmistakable() {
        return new Kind(id, name, family, form, Trust.UNMISTAKABLE, proof, maker);
    }
}
