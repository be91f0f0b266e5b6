using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Microsoft.Extensions.Options;

namespace EventNormalization.Composition;

/// <summary>Checks the options of a host, and the schema that they or the code name, before it starts.</summary>
internal sealed class OptionsCheck(
    IReadOnlyList<AddedParser> parsers, HostFolder folder, ChosenSchema? schema, EventStoreFactory? stores)
    : IValidateOptions<EventNormalizationOptions>
{
    private const int EventBytesLimit = 1 << 29;

    public ValidateOptionsResult Validate(string? name, EventNormalizationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var errors = new List<string>();
        if (options.EventBytesMax is < 1 or > EventBytesLimit)
        {
            errors.Add(Range(nameof(options.EventBytesMax), options.EventBytesMax, $"1 to {EventBytesLimit}"));
        }

        if (options.FailedEventsMax < 0)
        {
            errors.Add(Range(nameof(options.FailedEventsMax), options.FailedEventsMax, "at least 0"));
        }

        if (options.FailedAgeMax <= TimeSpan.Zero)
        {
            errors.Add(Range(nameof(options.FailedAgeMax), options.FailedAgeMax, "more than zero"));
        }

        if (stores is null && options.Store is { } store && FindError(store) is { } error)
        {
            errors.Add(error);
        }

        errors.AddRange(HostSchemas.Compose(ChosenSchema.Of(schema, options), parsers, folder).Errors);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private string? FindError(string store)
    {
        if (string.IsNullOrWhiteSpace(store))
        {
            const string name = nameof(EventNormalizationOptions.Store);
            return $"{name}: found '{store}', expected the path of a file, or memory.";
        }

        var path = folder.PathOf(store);
        return Directory.Exists(path)
            ? $"{nameof(EventNormalizationOptions.Store)}: found the folder {path}, expected the path of a file."
            : null;
    }

    private static string Range(string setting, IFormattable found, string expected) =>
        $"{setting}: found {found.ToString(null, CultureInfo.InvariantCulture)}, expected {expected}.";
}
