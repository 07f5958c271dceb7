package dev.trackbus.redis;

import static dev.trackbus.redis.RedisFixture.get;
import static dev.trackbus.redis.RedisFixture.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Failure;
import dev.trackbus.bus.ProgramLookup;
import dev.trackbus.redis.fault.FaultProxy;
import dev.trackbus.redis.fault.RedisProcess;
import io.vertx.core.Vertx;
import io.vertx.core.net.SelfSignedCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Passwords and TLS. */
class LoginIT {
    private static final SelfSignedCertificate LOCALHOST = SelfSignedCertificate.create("localhost");

    private final RedisProcess redis = new RedisProcess();
    private final Vertx proxies = Vertx.vertx();

    @AfterEach
    void stop() {
        get(proxies.close());
        redis.close();
    }

    private RedisConfig with(String password) {
        return new RedisConfig("127.0.0.1", redis.port(), false, password, "program:", RedisFixture.CHANNEL);
    }

    private static void awaitRejections(RedisFixture service, int count) {
        for (String link : new String[] {"commands", "subscription"}) {
            soon().until(() ->
                    service.count("trackbus.redis.connection.failures", "link", link, "reason", "rejected") >= count);
        }
    }

    @Test
    void logsInWithThePassword() {
        redis.call(jedis -> jedis.configSet("requirepass", "p:a@s/s %"));
        try (RedisFixture service = new RedisFixture(with("p:a@s/s %")).awaitWell()) {
            assertThat(service.find("1")).isEqualTo(new ProgramLookup.Missing(0));
        }
    }

    @Test
    void needsNoLoginWhereRedisAsksForNone() {
        try (RedisFixture service = new RedisFixture(with("unused")).awaitWell()) {
            assertThat(service.find("1")).isEqualTo(new ProgramLookup.Missing(0));
        }
    }

    private RedisConfig as(String username, String password) {
        RedisLogin login = new RedisLogin(username, password);
        return new RedisConfig("127.0.0.1", redis.port(), false, login, "program:", RedisFixture.CHANNEL);
    }

    /** The rights that the runbook names. */
    private void createUser() {
        redis.call(jedis -> jedis.aclSetUser(
                "tracker",
                "on",
                ">secret",
                "~program:*",
                "resetchannels",
                "&program-updates",
                "+hgetall",
                "+scan",
                "+ping",
                "+subscribe"));
    }

    @Test
    void logsInAsAUserWhereTheDefaultUserNeedsNoPassword() {
        createUser();
        Programs.store(redis, "1", Programs.fiveFields("1"));
        try (RedisFixture service = new RedisFixture(as("tracker", "secret")).awaitWell()) {
            assertThat(service.find("1")).isEqualTo(new ProgramLookup.Found(Programs.ofFiveFields("1")));
            String clients = redis.call(jedis -> jedis.clientList());
            assertThat(clients.lines())
                    .filteredOn(line -> line.contains("user=tracker"))
                    .hasSize(2);
            Programs.publish(redis, "{\"programId\":\"1\",\"deleted\":true,\"version\":8}");
            soon().until(() -> service.changes.size() == 1);
            Programs.store(redis, "2", Programs.fiveFields("2"));
            assertThat(service.find("2")).isEqualTo(new ProgramLookup.Found(Programs.ofFiveFields("2")));
            redis.call(jedis -> jedis.flushAll());
            soon().until(() -> service.condition().detail().contains("empty"));
        }
    }

    @Test
    void logsInAsAUserWhereTheDefaultUserNeedsAPassword() {
        createUser();
        redis.call(jedis -> jedis.configSet("requirepass", "other"));
        try (RedisFixture service = new RedisFixture(as("tracker", "secret")).awaitWell()) {
            assertThat(service.find("1")).isEqualTo(new ProgramLookup.Missing(0));
        }
    }

    @Test
    void isRejectedAsAUserWithAWrongPassword() {
        createUser();
        try (RedisFixture service = new RedisFixture(as("tracker", "wrong"))) {
            awaitRejections(service, 2);
            assertThat(service.condition().detail()).contains("WRONGPASS").doesNotContain("tracker");
        }
    }

    @Test
    void triesOnWithAWrongPasswordUntilItIsRight() {
        redis.call(jedis -> jedis.configSet("requirepass", "other"));
        try (RedisFixture service = new RedisFixture(with("right"))) {
            awaitRejections(service, 3);
            assertThat(service.fails("1", Failure.UNAVAILABLE)).isTrue();
            assertThat(service.condition().healthy()).isFalse();
            assertThat(service.condition().detail())
                    .contains("commands rejected since", "subscription rejected since", "WRONGPASS")
                    .doesNotContain("right");
            redis.call(jedis -> {
                jedis.auth("other");
                return jedis.configSet("requirepass", "right");
            });
            service.awaitWell();
            assertThat(service.find("1")).isEqualTo(new ProgramLookup.Missing(0));
        }
    }

    @Test
    void isNotWellWithoutThePasswordAndLeavesNoConnectionsOpen() {
        redis.call(jedis -> jedis.configSet("requirepass", "secret"));
        FaultProxy proxy = get(FaultProxy.start(proxies, "127.0.0.1", redis.port()));
        try (RedisFixture service = new RedisFixture(RedisFixture.at(proxy.port()))) {
            awaitRejections(service, 8);
            assertThat(service.condition().healthy()).isFalse();
            assertThat(service.epochs).isEmpty();
            assertThat(proxy.connections()).isLessThanOrEqualTo(4);
            assertThat(service.count("trackbus.redis.reconnects", "link", "commands"))
                    .isZero();
        }
    }

    @Test
    void speaksTlsToAServerThatItTrusts() {
        FaultProxy proxy = get(FaultProxy.start(proxies, "127.0.0.1", redis.port(), LOCALHOST.keyCertOptions()));
        try (RedisFixture service =
                new RedisFixture(overTls(proxy), RedisFixture.LIMITS, LOCALHOST.trustOptions()).awaitWell()) {
            assertThat(service.find("1")).isEqualTo(new ProgramLookup.Missing(0));
        }
    }

    @Test
    void refusesACertificateThatNobodyVouchesFor() {
        FaultProxy proxy = get(FaultProxy.start(proxies, "127.0.0.1", redis.port(), LOCALHOST.keyCertOptions()));
        try (RedisFixture service = new RedisFixture(overTls(proxy), RedisFixture.LIMITS, null)) {
            awaitUnreachable(service, "certificate not trusted");
        }
    }

    @Test
    void refusesTheCertificateOfAnotherHost() {
        SelfSignedCertificate certificate = SelfSignedCertificate.create("redis.example");
        FaultProxy proxy = get(FaultProxy.start(proxies, "127.0.0.1", redis.port(), certificate.keyCertOptions()));
        try (RedisFixture service = new RedisFixture(overTls(proxy), RedisFixture.LIMITS, certificate.trustOptions())) {
            awaitUnreachable(service, "certificate not valid for the host");
        }
    }

    private static RedisConfig overTls(FaultProxy proxy) {
        return new RedisConfig("localhost", proxy.port(), true, "", "program:", RedisFixture.CHANNEL);
    }

    private static void awaitUnreachable(RedisFixture service, String why) {
        soon().until(() ->
                service.count("trackbus.redis.connection.failures", "link", "commands", "reason", "unreachable") >= 2);
        soon().untilAsserted(() -> assertThat(service.condition().detail()).containsIgnoringCase(why));
        assertThat(service.condition().healthy()).isFalse();
        assertThat(service.condition().detail()).doesNotContain("localhost");
        assertThat(service.fails("1", Failure.UNAVAILABLE)).isTrue();
    }
}
