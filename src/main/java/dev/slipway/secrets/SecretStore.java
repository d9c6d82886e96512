package dev.slipway.secrets;

import dev.slipway.base.Scope;
import dev.slipway.base.Secret;
import dev.slipway.exec.files.Home;
import dev.slipway.exec.files.SealedFiles;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The encrypted local store: a value goes in, a reference comes out, and only the reference is written anywhere else. */
public final class SecretStore {
    private final SealedFiles files;

    public SecretStore(Home home) {
        this.files = new SealedFiles(home);
    }

    /** The name of a service's variable: {@code application/service/environment/region/VARIABLE}. */
    public static String nameOf(Scope scope, String variable) {
        return scope.key() + "/" + variable;
    }

    /** The files behind it, for the store that makes credentials of databases. */
    public SealedFiles files() {
        return files;
    }

    /** Keeps a value; the same value as the latest version gives the latest version's reference. */
    public String put(String name, Secret secret) {
        return files.put(name, secret);
    }

    /** Keeps a service's variables; variable to reference, sorted. */
    public Map<String, String> putAll(Scope scope, Map<String, Secret> variables) {
        Map<String, String> references = new TreeMap<>();
        new TreeMap<>(variables).forEach((name, secret) -> references.put(name, put(nameOf(scope, name), secret)));
        return references;
    }

    /** The value of this version; a Problem when it is not there or was changed. */
    public Secret get(String reference) {
        return files.open(reference);
    }

    /** The reference of the latest version. */
    public Optional<String> find(String name) {
        return files.find(name);
    }

    /** The first source that has the variable, the value kept and referenced; empty when none has. */
    public Optional<String> resolve(String name, String variable, List<SecretProvider> sources) {
        return sources.stream()
                .flatMap(s -> s.find(variable).stream())
                .findFirst()
                .map(secret -> put(name, secret));
    }

    /** All names that begin so. */
    public List<String> names(String prefix) {
        return files.names().stream().filter(n -> n.startsWith(prefix)).toList();
    }

    /** Removes a secret with all its versions, for good. */
    public void remove(String name) {
        files.remove(name);
    }
}
