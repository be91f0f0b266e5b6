using System.Collections.Generic;
using System.CommandLine;
using System.Threading.Tasks;
using EventNormalization.Cli.Input;
using EventNormalization.Cli.Output;
using EventNormalization.Identity;
using EventNormalization.Ingestion;

namespace EventNormalization.Cli.Commands;

/// <summary><c>explain</c>: how each event is read, field by field.</summary>
internal static class ExplainCommand
{
    public static Command Create(ToolEnvironment environment)
    {
        var file = Inputs.One();
        var schema = Schemas.Option();
        var format = Formats.Option();
        var command = new Command("explain", "Tells how events are read, field by field, and what their ids hash.")
        {
            file, schema, format,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var identifier = new EventIdentifier(Schemas.Load(parsed.GetValue(schema)));
            using var input = InputFile.Open(parsed.GetRequiredValue(file), environment);
            var options = input.ReaderOptions(parsed.GetValue(format), identifier.Schemas);
            var reader = new EventReader(options, environment.Time);
            var batches = input.GuardAsync(reader.ReadAsync(input.Stream, cancellationToken));
            using var explanations = new Explanations(environment.Output, environment.TableWidth());
            await AddAsync(batches, identifier, explanations).ConfigureAwait(false);
            return await explanations.EndAsync().ConfigureAwait(false)
                ? ExitCode.Success
                : throw new ToolException($"{input.Name}: there is no event to explain.");
        });
        return command;
    }

    private static async Task AddAsync(
        IAsyncEnumerable<RawEventBatch> batches, EventIdentifier identifier, Explanations explanations)
    {
        await foreach (var batch in batches.ConfigureAwait(false))
        {
            using var memory = batch;
            for (var i = 0; i < batch.Events.Length; i++)
            {
                var raw = batch.Events.Span[i];
                var records = identifier.Expand(new[] { raw }).Records;
                for (var record = 0; record < records.Length; record++)
                {
                    await explanations.AddAsync(records.Span[record], identifier.Explain(records.Span[record]))
                        .ConfigureAwait(false);
                }
            }
        }
    }
}
