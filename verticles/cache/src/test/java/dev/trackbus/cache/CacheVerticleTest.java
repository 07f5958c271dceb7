package dev.trackbus.cache;

import static dev.trackbus.cache.CoreData.found;
import static dev.trackbus.cache.CoreData.missing;
import static dev.trackbus.cache.CoreData.request;
import static dev.trackbus.cache.CoreData.requestFor;
import static dev.trackbus.cache.CoreData.updated;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.trackbus.bus.Bus;
import dev.trackbus.bus.CacheContract;
import dev.trackbus.bus.EventType;
import dev.trackbus.bus.Failure;
import dev.trackbus.bus.FailureException;
import dev.trackbus.bus.FindProgram;
import dev.trackbus.bus.ProgramLookup;
import dev.trackbus.bus.RedisContract;
import dev.trackbus.bus.RejectionReason;
import dev.trackbus.bus.Subscribed;
import dev.trackbus.bus.TrackingRequest;
import dev.trackbus.bus.ValidationResult;
import dev.trackbus.bus.Validity;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The verticle on the bus, Redis stubbed through its contract. */
class CacheVerticleTest {
    private static final String WARM_UP = "warm-up";

    private final Vertx vertx = Bus.prepare(Vertx.vertx());
    private final Bus bus = new Bus(vertx);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ManualTicker ticker = new ManualTicker();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile Function<FindProgram, Future<ProgramLookup>> redis = find -> Future.succeededFuture(found(1));

    @BeforeEach
    void redisIsThere() throws Exception {
        done(bus.serve(RedisContract.FIND_PROGRAM, find -> {
            if (!find.programId().equals(WARM_UP)) {
                asked.add(find.programId());
            }
            return redis.apply(find);
        }));
    }

    @AfterEach
    void close() throws Exception {
        done(vertx.close());
    }

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, SECONDS);
    }

    private String deploy(int instances) throws Exception {
        InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(1_700_000_000_000L));
        String id = done(vertx.deployVerticle(
                () -> new CacheVerticle(CacheConfig.DEFAULT, registry, clock, ticker),
                new DeploymentOptions().setInstances(instances)));
        await().ignoreExceptions().until(() -> validate(requestFor(WARM_UP, EventType.CLICK)) != null);
        return id;
    }

    private ValidationResult validate(TrackingRequest request) throws Exception {
        return done(bus.request(CacheContract.VALIDATE, request));
    }

    @Test
    void judgesByWhatRedisSaysAndAsksItOnce() throws Exception {
        deploy(1);
        assertThat(validate(request())).isEqualTo(new ValidationResult.Accepted(CoreData.program(1)));
        assertThat(validate(request("customerId", "18")))
                .isEqualTo(new ValidationResult.Rejected(
                        CoreData.program(1), RejectionReason.CUSTOMER_MISMATCH, "customerId"));
        assertThat(asked).containsExactly(CoreData.ID);
    }

    @Test
    void doesNotKnowAProgramThatRedisLacks() throws Exception {
        redis = find -> Future.succeededFuture(missing(0));
        deploy(1);
        assertThat(validate(request())).isEqualTo(ValidationResult.UNKNOWN_PROGRAM);
    }

    @Test
    void handsTheFaultOfRedisOn() throws Exception {
        deploy(1);
        redis = find -> Future.failedFuture(new FailureException(Failure.OVERLOADED, "64 of 64 inFlight"));
        assertThatThrownBy(() -> validate(request()))
                .cause()
                .isInstanceOfSatisfying(FailureException.class, fault -> assertThat(fault.failure())
                        .isEqualTo(Failure.OVERLOADED));
    }

    @Test
    void judgesByTheWallClock() throws Exception {
        InstantSource afterTheEnd = InstantSource.fixed(Instant.ofEpochMilli(10));
        redis = find -> Future.succeededFuture(
                new ProgramLookup.Found(CoreData.program(CoreData.ID, 1, new Validity(true, 0, 9))));
        done(vertx.deployVerticle(new CacheVerticle(CacheConfig.DEFAULT, registry, afterTheEnd)));
        await().ignoreExceptions().untilAsserted(() -> assertThat(validate(request()))
                .isInstanceOfSatisfying(ValidationResult.Rejected.class, is -> assertThat(is.reason())
                        .isEqualTo(RejectionReason.EXPIRED)));
    }

    @Test
    void everyInstanceTakesAPush() throws Exception {
        deploy(2);
        bus.publish(RedisContract.PROGRAM_CHANGED, updated(7));
        for (int i = 0; i < 4; i++) {
            assertThat(validate(request())).isEqualTo(new ValidationResult.Accepted(CoreData.program(7)));
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void everyInstanceReadsAgainAfterANewSubscription() throws Exception {
        deploy(2);
        bus.publish(RedisContract.PROGRAM_CHANGED, updated(7));
        bus.publish(RedisContract.SUBSCRIBED, new Subscribed(2));
        for (int i = 0; i < 4; i++) {
            assertThat(validate(request())).isEqualTo(new ValidationResult.Accepted(CoreData.program(1)));
        }
        assertThat(asked).hasSize(2);
    }

    @Test
    void answersAQuestionInJsonWithJson() throws Exception {
        deploy(1);
        JsonObject question = new JsonObject()
                .put("messageId", "01890a5d-ac96-774b-bcce-b302099a8057")
                .put("receivedAt", 1_700_000_000_000L)
                .put("programId", CoreData.ID)
                .put("type", "CLICK")
                .put("parameters", new JsonObject().put("checksum", "wrong"))
                .put("userAgent", "");
        JsonObject answer = done(vertx.eventBus().<JsonObject>request(CacheContract.VALIDATE.address(), question))
                .body();
        assertThat(answer.getString("outcome")).isEqualTo("REJECTED");
        assertThat(answer.getString("reason")).isEqualTo("CHECKSUM_MISMATCH");
        assertThat(answer.getString("parameter")).isEqualTo("checksum");
        assertThat(answer.getJsonObject("program").getString("programId")).isEqualTo(CoreData.ID);
    }

    @Test
    void startsAndJudgesByPushesWithoutRedis() throws Exception {
        done(bus.unregister());
        InstantSource clock = InstantSource.system();
        done(vertx.deployVerticle(new CacheVerticle(CacheConfig.DEFAULT, registry, clock)));
        bus.publish(RedisContract.PROGRAM_CHANGED, updated(7));
        await().ignoreExceptions().untilAsserted(() -> assertThat(validate(request()))
                .isEqualTo(new ValidationResult.Accepted(CoreData.program(7))));
    }

    @Test
    void answersThoseWhoWaitBeforeItStops() throws Exception {
        String deployment = deploy(1);
        Promise<ProgramLookup> held = Promise.promise();
        Promise<Void> reached = Promise.promise();
        redis = find -> {
            reached.complete();
            return held.future();
        };
        Future<ValidationResult> judged = bus.request(CacheContract.VALIDATE, request());
        done(reached.future());
        Future<Void> stopped = vertx.undeploy(deployment);
        held.complete(found(1));
        assertThat(done(judged)).isEqualTo(new ValidationResult.Accepted(CoreData.program(1)));
        done(stopped);
    }

    @Test
    void judgesNoMoreAndShowsNoSizesOnceStopped() throws Exception {
        done(vertx.undeploy(deploy(2)));
        assertThatThrownBy(() -> validate(request()))
                .cause()
                .isInstanceOfSatisfying(FailureException.class, fault -> assertThat(fault.failure())
                        .isEqualTo(Failure.UNAVAILABLE));
        assertThat(registry.find("trackbus.cache.entries").gauges()).isEmpty();
    }

    @Test
    void showsTheSizesOfItsInstances() throws Exception {
        deploy(2);
        assertThat(registry.find("trackbus.cache.entries").gauges()).hasSize(4);
    }
}
