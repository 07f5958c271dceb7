package dev.trackbus.local;

import dev.trackbus.local.function.FunctionHost;
import dev.trackbus.local.function.LambdaFunctionHost;
import dev.trackbus.local.function.ProcessFunctionHost;
import java.nio.file.Path;

/**
 * Emulated AWS of a local run.
 *
 * @param aws       endpoints of its services
 * @param functions host of its Lambda functions
 */
public record LocalAws(AwsEndpoints aws, FunctionHost functions) {
    /**
     * Returns an AWS in which LocalStack runs all services, including functions and event source mappings.
     *
     * @param localStack endpoint of LocalStack
     * @return the emulated AWS, without any function
     */
    public static LocalAws of(KinesisEndpoint localStack) {
        AwsEndpoints aws = AwsEndpoints.ofOne(localStack);
        return new LocalAws(aws, new LambdaFunctionHost(aws.lambdaClient(), localStack.region()));
    }

    /**
     * Returns an AWS of separate emulators, in which functions run as child processes.
     *
     * @param aws    endpoints of the emulators
     * @param folder folder for the code and the logs of the functions
     * @return the emulated AWS, without any function
     */
    public static LocalAws of(AwsEndpoints aws, Path folder) {
        return new LocalAws(aws, new ProcessFunctionHost(aws, folder));
    }

    /**
     * Returns whether functions can run here. They need the AWS Lambda runtime client for Java, which runs on Linux
     * only.
     *
     * @return true on Linux
     */
    static boolean canRunFunctions() {
        return System.getProperty("os.name").startsWith("Linux");
    }
}
