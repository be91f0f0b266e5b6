using System.CommandLine;
using System.CommandLine.Parsing;
using EventNormalization.Api.Reading;
using NodaTime;

namespace EventNormalization.Cli.Commands;

/// <summary>Instants on the command line.</summary>
internal static class Instants
{
    /// <summary>An option whose value is an instant, or a date, which is its first instant in UTC.</summary>
    public static Option<Instant?> Option(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "INSTANT",
        CustomParser = Read,
    };

    /// <summary>Refuses a range that ends before it begins, since nothing would match it.</summary>
    /// <exception cref="UsageException">The end is before the beginning.</exception>
    public static void RequireOrder(string firstName, Instant? first, string lastName, Instant? last)
    {
        if (last < first)
        {
            throw new UsageException($"{firstName} {first} is after {lastName} {last}; nothing is between them.");
        }
    }

    private static Instant? Read(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (InstantText.TryRead(text, out var instant))
        {
            return instant;
        }

        argument.AddError(
            $"{argument.Argument.Name}: found \"{text}\", expected {InstantText.Expected}.");
        return null;
    }
}
