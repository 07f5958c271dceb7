package dev.trackbus.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.MessageProducer;

/** Verticles speak by typed contracts, and by nothing else that Vert.x offers. */
final class BusRules {
    static final ArchRule ONLY_THE_BUS_KNOWS_THE_EVENT_BUS = noClasses()
            .that()
            .resideOutsideOfPackage("dev.trackbus.bus..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.vertx.core.eventbus..")
            .because("an address without a contract has no type, no deadline and no test");

    static final ArchRule ONLY_THE_FACADE_USES_THE_EVENT_BUS = noClasses()
            .that()
            .resideInAPackage("dev.trackbus.bus..")
            .and()
            .haveNameNotMatching("dev\\.trackbus\\.bus\\.(Bus|RequestTracker)")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(EventBus.class, MessageConsumer.class, MessageProducer.class)
            .because("what Bus promises (failures, JSON, withdrawal) holds only if all goes through it");

    static final ArchRule NO_SHARED_DATA = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.vertx.core.shareddata..")
            .orShould()
            .callMethodWhere(Calls.of(Vertx.class, "sharedData"))
            .because("verticles share no state, they tell each other");

    static final ArchRule NO_UNTYPED_CONFIG = noClasses()
            .should()
            .callMethodWhere(Calls.of(Context.class, "config", "get", "put", "remove"))
            .orShould()
            .callMethodWhere(Calls.of(AbstractVerticle.class, "config"))
            .orShould()
            .callMethodWhere(Calls.of(DeploymentOptions.class, "setConfig", "getConfig"))
            .because("settings are records, checked once, and come in through the constructor");

    private BusRules() {}
}
