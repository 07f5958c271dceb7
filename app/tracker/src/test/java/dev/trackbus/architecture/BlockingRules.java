package dev.trackbus.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import io.vertx.core.Future;
import io.vertx.core.file.FileSystem;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;

/**
 * An event loop that waits holds every connection of its. Three places may block, each on threads of its own: the
 * senders' workers, the journal's writer, and the process that starts all of it.
 */
final class BlockingRules {
    /** The journal's writer, the main thread, the commands. The verticles of dev.trackbus.tracker are not among them. */
    private static final String MAY_WAIT =
            "dev\\.trackbus\\.(kinesis\\.journal\\..*|tracker\\.(Trackbus|Service|JournalCommand|programs\\..*))(\\$.*)?";

    /** They read the settings before anything is started. */
    private static final String MAY_READ =
            "dev\\.trackbus\\.tracker\\.settings\\.(EnvironmentText|SettingsFile|ConfigReader)(\\$.*)?";

    static final ArchRule NOTHING_WAITS = noClasses()
            .that()
            .haveNameNotMatching(MAY_WAIT)
            .should()
            .accessTargetWhere(Calls.of(Future.class, "await"))
            .orShould()
            .accessTargetWhere(Calls.of(java.util.concurrent.Future.class, "get", "join"))
            .orShould()
            .accessTargetWhere(Calls.of(Thread.class, "sleep", "join"))
            .orShould()
            .accessTargetWhere(Calls.of(TimeUnit.class, "sleep"))
            .orShould()
            .accessTargetWhere(Calls.of(Object.class, "wait"))
            .orShould()
            .accessTargetWhere(Calls.of(CountDownLatch.class, "await"))
            .orShould()
            .accessTargetWhere(Calls.of(Condition.class, "await", "awaitNanos", "awaitUntil", "awaitUninterruptibly"))
            .orShould()
            .accessTargetWhere(Calls.of(Lock.class, "lock", "lockInterruptibly"))
            .orShould()
            .accessTargetWhere(Calls.of(LockSupport.class, "park", "parkNanos", "parkUntil"))
            .orShould()
            .accessTargetWhere(Calls.of(Semaphore.class, "acquire", "acquireUninterruptibly"))
            .orShould()
            .accessTargetWhere(Calls.of(BlockingQueue.class, "take", "put"))
            .orShould()
            .accessTargetWhere(Calls.of(ExecutorService.class, "awaitTermination", "invokeAll", "invokeAny"))
            .because("an event loop that waits holds every connection of its");

    static final ArchRule NO_BLOCKING_IO = noClasses()
            .that()
            .haveNameNotMatching(MAY_WAIT + "|" + MAY_READ)
            .should()
            .dependOnClassesThat(doBlockingIo())
            .orShould()
            .callMethodWhere(DescribedPredicate.describe(
                    "blocking calls of Vert.x's file system",
                    call -> call.getTargetOwner().isAssignableTo(FileSystem.class)
                            && call.getName().endsWith("Blocking")))
            .because("a slow disk or peer would stop the event loop");

    static final ArchRule ONLY_SENDERS_CALL_AWS = noClasses()
            .that()
            .resideInAPackage("dev.trackbus.kinesis..")
            .and()
            .haveNameNotMatching("dev\\.trackbus\\.kinesis\\.(DeadLetterVerticle"
                    + "|aws\\.(AwsClients|PutRecordsClient)|deadletter\\.DeadLetterQueue)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon.awssdk..")
            .because("the SDK's calls block; only the workers make them, and commands");

    private BlockingRules() {}

    private static DescribedPredicate<JavaClass> doBlockingIo() {
        return DescribedPredicate.describe(
                "do blocking I/O",
                type -> type.getPackageName().equals("java.nio.channels")
                        || type.getPackageName().startsWith("java.net.http")
                        || type.getPackageName().equals("java.sql")
                        || type.getName()
                                .matches("java\\.io\\.(File.+|RandomAccessFile|Console)|java\\.nio\\.file\\.Files"
                                        + "|java\\.net\\.(.*Socket|URL|.*URLConnection)"));
    }
}
