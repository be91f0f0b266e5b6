using EventNormalization.Cli;

JitWarmUp.Begin(args);
using var interruption = new ShutdownSignal();
using var environment = ToolEnvironment.OfProcess(interruption.Token);
return await Tool.RunAsync(args, environment, interruption.Token).ConfigureAwait(false);

// Without it, the generator of ASP.NET Core makes the class public.
internal sealed partial class Program;
