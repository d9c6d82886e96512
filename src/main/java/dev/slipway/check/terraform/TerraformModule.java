package dev.slipway.check.terraform;

import dev.slipway.text.Hcl;
import dev.slipway.text.Hcl.Block;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of one folder, as Terraform puts them together. */
final class TerraformModule {
    /** A block and the file that it stands in. */
    record Declared(String file, Block block) {}

    /** A local value and the file that it stands in. */
    record Local(String file, Hcl.Attribute attribute) {}

    final String folder;
    final List<Hcl> files;
    final Map<String, Declared> variables = new LinkedHashMap<>();
    final Map<String, Declared> outputs = new LinkedHashMap<>();
    final Map<String, Declared> modules = new LinkedHashMap<>();
    final Map<String, Local> locals = new LinkedHashMap<>();
    /** By address: {@code aws_vpc.main}, {@code data.aws_ami.ubuntu}. */
    final Map<String, Declared> resources = new LinkedHashMap<>();

    final List<Declared> providers = new ArrayList<>();
    final List<Declared> settings = new ArrayList<>();

    TerraformModule(String folder, List<Hcl> files) {
        this.folder = folder;
        this.files = List.copyOf(files);
        for (Hcl file : files) {
            for (Block block : file.body().blocks()) {
                declare(file.file(), block);
            }
        }
    }

    private void declare(String file, Block block) {
        Declared declared = new Declared(file, block);
        String first = block.label(0);
        switch (block.type()) {
            case "variable" -> variables.putIfAbsent(first, declared);
            case "output" -> outputs.putIfAbsent(first, declared);
            case "module" -> modules.putIfAbsent(first, declared);
            case "resource" -> resources.putIfAbsent(first + "." + block.label(1), declared);
            case "data" -> resources.putIfAbsent("data." + first + "." + block.label(1), declared);
            case "provider" -> providers.add(declared);
            case "terraform" -> settings.add(declared);
            case "locals" -> block.body().attributes().forEach(a -> locals.putIfAbsent(a.name(), new Local(file, a)));
            default -> {
                // moved, import, check, removed: nothing that becomes a resource.
            }
        }
    }

    /** The folder that a call of a local module names. */
    static String resolve(String folder, String source) {
        List<String> parts = new ArrayList<>(folder.isEmpty() ? List.of() : List.of(folder.split("/")));
        for (String part : source.split("/")) {
            switch (part) {
                case ".", "" -> {}
                case ".." -> {
                    if (parts.isEmpty()) {
                        return "../";
                    }
                    parts.removeLast();
                }
                default -> parts.add(part);
            }
        }
        return String.join("/", parts);
    }
}
