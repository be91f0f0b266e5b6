using System;
using System.Collections.Generic;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace EventNormalization.Composition;

/// <summary>Reads the options from a section of the configuration.</summary>
/// <remarks>
/// By hand, so that it works without reflection, names every setting that is wrong in one message, and refuses a name
/// that is not known: a typo would be a default that nobody chose.
/// </remarks>
internal sealed class ConfiguredOptions(IConfigurationSection section) : IConfigureOptions<EventNormalizationOptions>
{
    private const string Known = nameof(EventNormalizationOptions.Schema) + ", "
        + nameof(EventNormalizationOptions.Store) + ", " + nameof(EventNormalizationOptions.EventBytesMax) + ", "
        + nameof(EventNormalizationOptions.GroupCommit) + ", " + nameof(EventNormalizationOptions.FailedEventsMax)
        + ", " + nameof(EventNormalizationOptions.FailedAgeMax);

    /// <exception cref="OptionsValidationException">A setting is not known, or its text is no value of it.</exception>
    public void Configure(EventNormalizationOptions options)
    {
        var errors = new List<string>();
        foreach (var setting in section.GetChildren())
        {
            if (Read(setting, options) is { } expected)
            {
                errors.Add($"{setting.Path}: found {Found(setting)}, expected {expected}.");
            }
        }

        if (errors.Count > 0)
        {
            throw new OptionsValidationException(
                Options.DefaultName, typeof(EventNormalizationOptions), errors);
        }
    }

    /// <summary>Reads one setting; returns what would have been right where it is not.</summary>
    private static string? Read(IConfigurationSection setting, EventNormalizationOptions options)
    {
        switch (setting.Key.ToUpperInvariant())
        {
            case "SCHEMA" when setting.Value is not null:
                options.Schema = setting.Value;
                return null;
            case "STORE" when setting.Value is not null:
                options.Store = setting.Value;
                return null;
            case "EVENTBYTESMAX":
                return Whole(setting.Value, int.MaxValue, value => options.EventBytesMax = (int)value);
            case "FAILEDEVENTSMAX":
                return Whole(setting.Value, long.MaxValue, value => options.FailedEventsMax = value);
            case "GROUPCOMMIT":
                return bool.TryParse(setting.Value, out var isGrouped)
                    ? Set(() => options.GroupCommit = isGrouped)
                    : "true or false";
            case "FAILEDAGEMAX":
                return TimeSpan.TryParse(setting.Value, CultureInfo.InvariantCulture, out var age)
                    ? Set(() => options.FailedAgeMax = age)
                    : "a time such as 1.00:00:00 (a day) or 00:30:00";
            case "SCHEMA" or "STORE":
                return "a text";
            default:
                return "one of the settings " + Known;
        }
    }

    private static string? Whole(string? text, long max, Action<long> set) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value <= max
            ? Set(() => set(value))
            : string.Create(CultureInfo.InvariantCulture, $"a whole number up to {max}");

    private static string? Set(Action set)
    {
        set();
        return null;
    }

    private static string Found(IConfigurationSection setting) =>
        setting.Value is { } text ? $"'{text}'" : "a section";
}
