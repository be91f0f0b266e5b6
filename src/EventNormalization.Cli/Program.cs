using EventNormalization.Cli;

HeadStart.Begin(args);
using var interruption = new Interruption();
using var environment = ToolEnvironment.OfProcess(interruption.Token);
return await Tool.RunAsync(args, environment, interruption.Token).ConfigureAwait(false);
