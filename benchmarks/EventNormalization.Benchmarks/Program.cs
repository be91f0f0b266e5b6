using System;
using BenchmarkDotNet.Running;
using EventNormalization.Benchmarks.Appending;
using EventNormalization.Benchmarks.Grouping;
using EventNormalization.Benchmarks.Hosting;
using EventNormalization.Benchmarks.Ratios;
using EventNormalization.Benchmarks.RollUps;

namespace EventNormalization.Benchmarks;

internal static class Program
{
    private static int Main(string[] args)
    {
        if (args is ["ratios", ..])
        {
            return RatiosCommand.Run(args.AsSpan(1));
        }

        if (args is ["group-commit", ..])
        {
            return GroupCommitCommand.Run(args.AsSpan(1));
        }

        if (args is ["append-speed", ..])
        {
            return AppendSpeedCommand.Run(args.AsSpan(1));
        }

        if (args is ["host-load", ..])
        {
            return HostLoadCommand.RunAsync(args[1..]).GetAwaiter().GetResult();
        }

        if (args is ["totals", ..])
        {
            return TotalsCommand.RunAsync(args[1..]).GetAwaiter().GetResult();
        }

        if (args is [LoadServer.Command, var kind, var path])
        {
            return LoadServer.RunAsync(kind, path).GetAwaiter().GetResult();
        }

        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        return 0;
    }
}
