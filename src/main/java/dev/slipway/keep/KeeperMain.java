package dev.slipway.keep;

import dev.slipway.base.wire.Json;
import dev.slipway.exec.files.DurableFiles;
import dev.slipway.exec.files.Home;
import dev.slipway.exec.files.SealedFiles;
import dev.slipway.exec.keeper.JavaRuntime;
import dev.slipway.exec.keeper.KeeperDoor;
import dev.slipway.exec.keeper.KeeperInfo;
import dev.slipway.exec.process.ProcessIdentity;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** The keeper process: {@code KeeperMain HOME [--wait]}. With {@code --wait} it waits for a living keeper to end. */
public final class KeeperMain {
    private KeeperMain() {}

    /** Runs until ended. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Home home = new Home(Path.of(args[0]));
        boolean patient = args.length > 1 && args[1].equals("--wait");
        for (Path folder : List.of(home.run(), home.desired(), home.observed(), home.logs())) {
            DurableFiles.privateFolder(folder);
        }
        try (FileChannel channel =
                FileChannel.open(KeeperDoor.lockFile(home), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            FileLock lock = patient ? channel.lock() : channel.tryLock();
            if (lock == null) {
                return;
            }
            supervise(home);
        }
    }

    private static void supervise(Home home) throws IOException, InterruptedException {
        Launch launch = new Launch(reference -> SealedFiles.open(home, reference));
        DataPlane dataPlane = new DataPlane(home, JavaRuntime.ofThisProcess());
        Keeper keeper = new Keeper(home, launch, Map.of(KeeperDoor.PROXY, dataPlane::spec), InstantSource.system());
        ProcessIdentity self = ProcessIdentity.self();
        String built = KeeperMain.class.getPackage().getImplementationVersion();
        String version = built == null ? "development" : built;
        DurableFiles.write(
                KeeperDoor.infoFile(home),
                Json.pretty(new KeeperInfo(self.pid(), self.startTicks(), System.currentTimeMillis(), version)));
        try (WatchService watch = FileSystems.getDefault().newWatchService()) {
            watch(watch, keeper, home.desired(), home.run());
            dataPlane.rehearse();
            keeper.run();
        }
    }

    private static void watch(WatchService watch, Keeper keeper, Path... folders) throws IOException {
        for (Path folder : folders) {
            folder.register(
                    watch,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
        }
        Thread.ofVirtual().name("watch").start(() -> {
            try {
                while (true) {
                    WatchKey key = watch.take();
                    key.pollEvents();
                    key.reset();
                    keeper.wake();
                }
            } catch (InterruptedException | java.nio.file.ClosedWatchServiceException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
