using EventNormalization.Cli;

JitWarmUp.Begin(args);
using var interruption = new ShutdownSignal();
using var environment = ToolEnvironment.OfProcess(interruption.Token);
return await Tool.RunAsync(args, environment, interruption.Token).ConfigureAwait(false);

/// <summary>The tool; said here, since the framework of <c>serve</c> would make it public.</summary>
internal sealed partial class Program;
