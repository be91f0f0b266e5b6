using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Cli.Input;
using EventNormalization.Cli.Output;
using EventNormalization.Identity;
using EventNormalization.Ingestion;

namespace EventNormalization.Cli.Commands;

/// <summary><c>explain</c>: how one event is read, field by field.</summary>
internal static class ExplainCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var schema = Schemas.Option();
        var command = new Command("explain", "Tells how each event on standard input is read, and what its id hashes.")
        {
            schema,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var identifier = new EventIdentifier(Schemas.Load(parsed.GetValue(schema)));
            await RunAsync(identifier, surroundings, cancellationToken).ConfigureAwait(false);
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task RunAsync(
        EventIdentifier identifier, Surroundings surroundings, CancellationToken cancellationToken)
    {
        using var input = InputFile.Open(InputFile.StandardInput, surroundings);
        var reader = new EventReader(input.ReaderOptions(InputFormat.Detect), surroundings.Time);
        var batches = reader.ReadAsync(input.Stream, cancellationToken);
        var isEmpty = true;
        await foreach (var batch in input.GuardAsync(batches).ConfigureAwait(false))
        {
            using var memory = batch;
            isEmpty = false;
            for (var i = 0; i < batch.Events.Length; i++)
            {
                var explained = identifier.Explain(batch.Events.Span[i]);
                await Explanation.WriteAsync(explained, surroundings.Output).ConfigureAwait(false);
            }
        }

        if (isEmpty)
        {
            throw new ToolException($"{input.Name}: there is no event to explain.");
        }
    }
}
