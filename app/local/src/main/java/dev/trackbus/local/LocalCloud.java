package dev.trackbus.local;

import dev.trackbus.local.function.FunctionHost;
import dev.trackbus.local.function.FunctionProcesses;
import dev.trackbus.local.function.LambdaService;
import java.nio.file.Path;

/**
 * What stands for AWS in a run.
 *
 * @param aws       its services
 * @param functions its Lambda
 */
public record LocalCloud(AwsEndpoints aws, FunctionHost functions) {
    /**
     * LocalStack for everything, functions and event source mappings included.
     *
     * @param localStack where it is
     * @return to be told of a deployment
     */
    public static LocalCloud of(KinesisEndpoint localStack) {
        AwsEndpoints aws = AwsEndpoints.ofOne(localStack);
        return new LocalCloud(aws, new LambdaService(aws.lambdaClient(), localStack.region()));
    }

    /**
     * Emulators, and functions as processes of ours.
     *
     * @param aws    the emulators
     * @param folder for the functions' code and what they say
     * @return to be told of a deployment
     */
    public static LocalCloud of(AwsEndpoints aws, Path folder) {
        return new LocalCloud(aws, new FunctionProcesses(aws, folder));
    }

    /**
     * Whether AWS' runtime client for Java, without which no function runs, is made for this machine.
     *
     * @return true on Linux
     */
    static boolean runsFunctions() {
        return System.getProperty("os.name").startsWith("Linux");
    }
}
