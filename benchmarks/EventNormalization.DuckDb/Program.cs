using System;
using System.Threading.Tasks;

namespace EventNormalization.DuckDb;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (RunOptions.Parse(args) is not { } options)
        {
            await Console.Error.WriteLineAsync(RunOptions.Usage);
            return 2;
        }

        return options.IsComparison ? await new Comparison(options).RunAsync() : SingleRun.Run(options);
    }
}
