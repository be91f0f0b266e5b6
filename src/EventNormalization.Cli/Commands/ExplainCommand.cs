using System;
using System.CommandLine;
using System.IO;
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
        var file = Inputs.One();
        var schema = Schemas.Option();
        var format = Formats.Option("the whole file is one event");
        var command = new Command("explain", "Tells how an event is read, field by field, and what its id hashes.")
        {
            file, schema, format,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var identifier = new EventIdentifier(Schemas.Load(parsed.GetValue(schema)));
            using var input = InputFile.Open(parsed.GetRequiredValue(file), surroundings);
            if (parsed.GetValue(format) is not InputFormat.Detect and var stated)
            {
                var reader = new EventReader(input.ReaderOptions(stated), surroundings.Time);
                await WriteEachAsync(input, reader, identifier, surroundings.Output).ConfigureAwait(false);
                return ExitCode.Success;
            }

            var raw = await ReadAsync(input, surroundings, cancellationToken).ConfigureAwait(false);
            await Explanation.WriteAsync(identifier.Explain(raw), surroundings.Output).ConfigureAwait(false);
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task WriteEachAsync(
        InputFile input, EventReader reader, EventIdentifier identifier, Stream output)
    {
        await foreach (var batch in input.GuardAsync(reader.ReadAsync(input.Stream)).ConfigureAwait(false))
        {
            using var memory = batch;
            for (var i = 0; i < batch.Events.Length; i++)
            {
                var raw = batch.Events.Span[i];
                var heading = Visible.Escape(raw.Location.ToString()) + "\n";
                await ResultText.WriteAsync(output, heading).ConfigureAwait(false);
                await Explanation.WriteAsync(identifier.Explain(raw), output).ConfigureAwait(false);
            }
        }
    }

    /// <summary>All of the input is the event, so that it may be spread over lines.</summary>
    private static async Task<RawEvent> ReadAsync(
        InputFile input, Surroundings surroundings, CancellationToken cancellationToken)
    {
        var bytes = await input.ReadAllAsync(cancellationToken).ConfigureAwait(false);
        bytes = bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        var length = bytes.Span.TrimEnd("\r\n"u8).Length;
        return new RawEvent(bytes[..length], Instant.FromDateTimeOffset(surroundings.Time.GetUtcNow()));
    }
}
