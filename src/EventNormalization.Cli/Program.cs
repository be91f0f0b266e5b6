using EventNormalization.Cli;

using var surroundings = Surroundings.OfProcess();
using var interruption = new Interruption();
return await Tool.RunAsync(args, surroundings, interruption.Token).ConfigureAwait(false);
