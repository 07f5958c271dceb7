package dev.trackbus.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelOption;
import io.vertx.core.http.HttpServerOptions;
import org.junit.jupiter.api.Test;

class ConnectionLimitingTransportTest {
    private final ConnectionLimitingTransport transport =
            new ConnectionLimitingTransport(new ConnectionLimit(1), new SimpleMeterRegistry());

    @Test
    void setsTheOptionsOfTheServerBesideTheGuard() {
        ServerBootstrap bootstrap = new ServerBootstrap();

        transport.configure(new HttpServerOptions().setAcceptBacklog(7), false, bootstrap);

        assertThat(bootstrap.config().handler()).isInstanceOf(ConnectionLimitHandler.class);
        assertThat(bootstrap.config().childOptions()).containsEntry(ChannelOption.TCP_NODELAY, true);
        assertThat(bootstrap.config().options()).containsEntry(ChannelOption.SO_BACKLOG, 7);
    }

    @Test
    void isANioTransportThatIsThere() {
        assertThat(transport.name()).isEqualTo("nio");
        assertThat(transport.available()).isTrue();
        assertThat(transport.unavailabilityCause()).isNull();
        assertThat(transport.implementation()).isSameAs(transport);
    }
}
