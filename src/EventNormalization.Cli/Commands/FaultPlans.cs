using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using EventNormalization.Storage;

namespace EventNormalization.Cli.Commands;

/// <summary>The two plans of <c>--faults</c>: of the event store, and of the failed-event store.</summary>
internal sealed class FaultPlans
{
    private const string Name = "--faults";
    private const string Prefix = "failed:";
    private const string Then = "then";
    private const string Seed = "seed=";

    /// <summary>No faults.</summary>
    public static FaultPlans None { get; } = new() { Events = FaultPlan.None, FailedEvents = FaultPlan.None };

    /// <summary>Of the event store.</summary>
    public required FaultPlan Events { get; init; }

    /// <summary>Of the failed-event store.</summary>
    public required FaultPlan FailedEvents { get; init; }

    /// <summary>Whether no fault is asked for.</summary>
    public bool AreNone => Events.IsNone && FailedEvents.IsNone;

    /// <summary>The option.</summary>
    public static Option<string?> Option() => new(Name)
    {
        Description = "For testing: makes the event store fail, such as \"seed=7 throw-before=0.1 throw-after=0.2\"; "
            + $"settings with \"{Prefix}\" in front are for the store of failed events.",
        HelpName = "PLAN",
    };

    /// <summary>Reads both plans.</summary>
    /// <exception cref="UsageException">The text is no plan.</exception>
    public static FaultPlans Read(string? text)
    {
        if (text is null)
        {
            return None;
        }

        var words = Split(text);
        try
        {
            return words.Any(word => IsForFailed(text, word))
                ? Both(OfEvents(text, words), OfFailed(text, words))
                : Both(text, "");
        }
        catch (FormatException exception)
        {
            throw new UsageException($"{Name}: {exception.Message}");
        }
    }

    private static FaultPlans Both(string events, string failedEvents) =>
        new() { Events = FaultPlan.Parse(events), FailedEvents = FaultPlan.Parse(failedEvents) };

    /// <summary>The words for the event store, each where it stood, so that a message tells its true place.</summary>
    private static string OfEvents(string text, IReadOnlyList<Range> words)
    {
        var own = words.Where(word => !IsForFailed(text, word));

        // The seed alone asks for no fault; it is there for the other store.
        return own.All(word => text[word] is Then || IsSeed(text, word)) ? "" : Keep(text, own);
    }

    /// <summary>The words for the other store; without a seed of its own it has the first one.</summary>
    private static string OfFailed(string text, IReadOnlyList<Range> words)
    {
        var own = words.Where(word => IsForFailed(text, word) || text[word] is Then);
        var isSeeded = words.Any(word => text[word].StartsWith(Prefix + Seed, StringComparison.Ordinal));
        Range[] seeds = isSeeded ? [] : [.. words.Where(word => IsSeed(text, word)).Take(1)];
        return Keep(text, seeds.Concat(own).OrderBy(word => word.Start.Value)).Replace(
            Prefix, new string(' ', Prefix.Length), StringComparison.Ordinal);
    }

    /// <summary>Blanks all other words, and each "then" that has nothing on one of its sides.</summary>
    private static string Keep(string text, IEnumerable<Range> words)
    {
        var kept = new char[text.Length];
        Array.Fill(kept, ' ');
        var isAnyKept = false;
        Range? then = null;
        foreach (var word in words)
        {
            if (text[word] is Then)
            {
                then = isAnyKept ? word : null;
                continue;
            }

            if (then is { } between)
            {
                text[between].CopyTo(kept.AsSpan(between));
                then = null;
            }

            text[word].CopyTo(kept.AsSpan(word));
            isAnyKept |= !IsSeed(text, word);
        }

        return new string(kept);
    }

    private static bool IsForFailed(string text, Range word) => text[word].StartsWith(Prefix, StringComparison.Ordinal);

    private static bool IsSeed(string text, Range word) => text[word].StartsWith(Seed, StringComparison.Ordinal);

    private static List<Range> Split(string text)
    {
        var words = new List<Range>();
        var begin = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && !char.IsWhiteSpace(text[i]))
            {
                continue;
            }

            if (i > begin)
            {
                words.Add(begin..i);
            }

            begin = i + 1;
        }

        return words;
    }
}
