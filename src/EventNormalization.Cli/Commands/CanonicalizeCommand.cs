using System;
using System.Buffers;
using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Canonicalization;
using EventNormalization.Cli.Input;
using EventNormalization.Cli.Output;

namespace EventNormalization.Cli.Commands;

/// <summary><c>canonicalize</c>: the RFC 8785 form of JSON documents.</summary>
internal static class CanonicalizeCommand
{
    public static Command Create(ToolEnvironment environment)
    {
        var file = Inputs.One();
        var isNull = new Option<bool>("--null")
        {
            Description = "Documents end with NUL; each gives a line with canonical text and SHA-256, or its error.",
        };
        var command = new Command("canonicalize", "Prints the canonical form (RFC 8785) of a JSON document.")
        {
            file, isNull,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var input = InputFile.Open(parsed.GetRequiredValue(file), environment);
            if (!parsed.GetValue(isNull))
            {
                return await WriteOneAsync(input, environment, cancellationToken).ConfigureAwait(false);
            }

            await WriteEachAsync(input, environment, cancellationToken).ConfigureAwait(false);
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task<int> WriteOneAsync(
        InputFile input, ToolEnvironment environment, CancellationToken cancellationToken)
    {
        var document = await input.ReadAllAsync(cancellationToken).ConfigureAwait(false);
        var canonical = new ArrayBufferWriter<byte>(Math.Max(document.Length, 1));
        var result = CanonicalJson.Canonicalize(document.Span, canonical);
        if (!result.IsSuccess)
        {
            throw new ToolException($"{input.Name}: {result.Failure.Code}: {result.Failure.Message}");
        }

        await environment.Output.WriteAsync(canonical.WrittenMemory, cancellationToken).ConfigureAwait(false);
        return ExitCode.Success;
    }

    private static async Task WriteEachAsync(
        InputFile input, ToolEnvironment environment, CancellationToken cancellationToken)
    {
        using var lines = new CanonicalLines();
        var documents = new NullTerminatedDocuments(input);
        while (await documents.FillAsync(cancellationToken).ConfigureAwait(false))
        {
            while (documents.TryTake(out var document))
            {
                lines.Add(document);
            }

            await environment.Output.WriteAsync(lines.Written, cancellationToken).ConfigureAwait(false);
            lines.Clear();
        }
    }
}
