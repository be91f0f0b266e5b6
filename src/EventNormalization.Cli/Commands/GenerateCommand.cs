using System.CommandLine;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Cli.Output;
using EventNormalization.Cli.Workloads;

namespace EventNormalization.Cli.Commands;

/// <summary><c>generate</c>: messy deliveries from a seed, with the correct results.</summary>
internal static class GenerateCommand
{
    public static Command Create(ToolEnvironment environment)
    {
        var events = Count();
        var seed = new Option<ulong>("--seed")
        {
            Description = "Another seed gives other events; the same one gives the same bytes everywhere.",
            HelpName = "S",
            DefaultValueFactory = _ => 1,
        };
        var noCurrencies = new Option<bool>("--no-currencies")
        {
            Description = "No event names a currency; else a client has one currency or none.",
        };
        var truth = Path("--truth", "Also write what the deliveries hold: distinct events and totals per client.");
        var output = Path("--output", "The file to write; standard output if left out.");
        var command = new Command("generate", "Writes messy deliveries of known content, to try things out.")
        {
            events, seed, noCurrencies, truth, output,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var target = OutputFile.Open(parsed.GetValue(output), environment);
            await using var end = target.ConfigureAwait(false);
            var lines = new WorkloadLines(
                parsed.GetValue(events),
                parsed.GetValue(seed),
                parsed.GetValue(noCurrencies) ? WorkloadCurrencies.None : WorkloadCurrencies.OfClients);
            var known = await WorkloadWriter.WriteAsync(lines, target.Stream, cancellationToken).ConfigureAwait(false);
            await WriteTruthAsync(parsed.GetValue(truth), known, environment, cancellationToken).ConfigureAwait(false);
            return ExitCode.Success;
        });
        return command;
    }

    private static Option<long> Count()
    {
        var count = new Option<long>("--events")
        {
            Description = "How many deliveries.",
            HelpName = "N",
            Required = true,
        };
        count.Validators.Add(result =>
        {
            // A value that is not a number has its error already; getting it would throw.
            if (result.Tokens.Count == 1
                && long.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var number)
                && number is < 0 or > WorkloadLines.DeliveriesMax)
            {
                result.AddError($"--events: expected a number from 0 to {WorkloadLines.DeliveriesMax}.");
            }
        });
        return count;
    }

    private static Option<string?> Path(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "FILE",
    };

    private static async Task WriteTruthAsync(
        string? path, WorkloadTruth truth, ToolEnvironment environment, CancellationToken cancellationToken)
    {
        if (path is null)
        {
            return;
        }

        var file = OutputFile.Open(path, environment);
        await using var end = file.ConfigureAwait(false);
        await file.Stream.WriteAsync(truth.ToJson(), cancellationToken).ConfigureAwait(false);
    }
}
