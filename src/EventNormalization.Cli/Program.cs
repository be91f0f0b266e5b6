using EventNormalization.Cli;

HeadStart.Begin(args);
using var interruption = new Interruption();
using var surroundings = Surroundings.OfProcess(interruption.Token);
return await Tool.RunAsync(args, surroundings, interruption.Token).ConfigureAwait(false);
