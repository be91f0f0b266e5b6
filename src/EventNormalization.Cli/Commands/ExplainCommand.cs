using System;
using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Cli.Input;
using EventNormalization.Cli.Output;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using NodaTime;

namespace EventNormalization.Cli.Commands;

/// <summary><c>explain</c>: how one event is read, field by field.</summary>
internal static class ExplainCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var schema = Schemas.Option();
        var command = new Command("explain", "Tells how the event on standard input is read, and what its id hashes.")
        {
            schema,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var identifier = new EventIdentifier(Schemas.Load(parsed.GetValue(schema)));
            var raw = await ReadAsync(surroundings, cancellationToken).ConfigureAwait(false);
            var records = identifier.Expand(new[] { raw }).Records;
            for (var i = 0; i < records.Length; i++)
            {
                var record = records.Span[i];
                await Explanation.WriteAsync(record, identifier.Explain(record), surroundings.Output)
                    .ConfigureAwait(false);
            }

            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>All of standard input is the event, so that it may be spread over lines.</summary>
    private static async Task<RawEvent> ReadAsync(Surroundings surroundings, CancellationToken cancellationToken)
    {
        using var input = InputFile.Open(InputFile.StandardInput, surroundings);
        var bytes = await input.ReadAllAsync(cancellationToken).ConfigureAwait(false);
        bytes = bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        var length = bytes.Span.TrimEnd("\r\n"u8).Length;
        return new RawEvent(bytes[..length], Instant.FromDateTimeOffset(surroundings.Time.GetUtcNow()));
    }
}
