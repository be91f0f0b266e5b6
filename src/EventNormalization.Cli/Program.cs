using EventNormalization.Cli;

JitWarmUp.Begin(args);
using var interruption = new ShutdownSignal();
using var environment = ToolEnvironment.OfProcess(interruption.Token);
return await Tool.RunAsync(args, environment, interruption.Token).ConfigureAwait(false);
