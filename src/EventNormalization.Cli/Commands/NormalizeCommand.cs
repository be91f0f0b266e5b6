using System.Collections.Generic;
using System.Collections.Immutable;
using System.CommandLine;
using System.Linq;
using EventNormalization.Cli.Input;
using EventNormalization.Cli.Output;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using NodaTime;

namespace EventNormalization.Cli.Commands;

/// <summary><c>normalize</c>: reads events without a store, and writes one line for each.</summary>
internal static class NormalizeCommand
{
    public static Command Create(ToolEnvironment environment)
    {
        var file = Inputs.One();
        var schema = Schemas.Option();
        var format = Formats.Option();
        var earliest = Instants.Option("--earliest", "The first timestamp that is believed (default: as the schema).");
        var latest = Instants.Option("--latest", "The last timestamp that is believed (default: no bound).");
        var command = new Command("normalize", "Prints id and record of each event, or the reasons, one line each.")
        {
            file, schema, format, earliest, latest,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (first, last) = (parsed.GetValue(earliest), parsed.GetValue(latest));
            Instants.RequireOrder("--earliest", first, "--latest", last);
            var rules = Bound(Schemas.Load(parsed.GetValue(schema)), first, last);
            using var input = InputFile.Open(parsed.GetRequiredValue(file), environment);
            var reader = new EventReader(input.ReaderOptions(parsed.GetValue(format), rules), environment.Time);
            var batches = input.GuardAsync(reader.ReadAsync(input.Stream, cancellationToken));
            using var output = new NormalizedOutput(new EventIdentifier(rules), environment.Output);
            await output.WriteAsync(batches, cancellationToken).ConfigureAwait(false);
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>The schema with the range of the command line in every profile.</summary>
    /// <remarks>The clock is not used: an upper bound comes from the user or the schema.</remarks>
    private static SchemaSet Bound(SchemaSet schemas, Instant? earliest, Instant? latest)
    {
        // Profiles that share an object still share one: a schema may have 100,000.
        var bounded = new Dictionary<ClientProfile, ClientProfile>();
        return new SchemaSet(schemas.Schemas.Select(named => new NamedSchema
        {
            Name = named.Name,
            When = named.When,
            Schema = named.Schema with
            {
                DefaultProfile = Bounded(named.Schema.DefaultProfile),
                Profiles = named.Schema.Profiles.ToImmutableDictionary(
                    pair => pair.Key, pair => Bounded(pair.Value), named.Schema.Profiles.KeyComparer),
            },
        }));

        ClientProfile Bounded(ClientProfile profile)
        {
            if (bounded.TryGetValue(profile, out var known))
            {
                return known;
            }

            var range = profile.Timestamp.PlausibleRange;
            range = range with
            {
                Earliest = earliest ?? range.Earliest,
                Latest = latest ?? range.Latest ?? PlausibleRange.Unbounded.Latest,
            };
            known = profile with { Timestamp = profile.Timestamp with { PlausibleRange = range } };
            bounded.Add(profile, known);
            return known;
        }
    }
}
