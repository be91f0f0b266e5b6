using System.Collections.Generic;
using EventNormalization.Api.Reading;
using EventNormalization.Cli.Output;
using EventNormalization.Ingestion;

namespace EventNormalization.Cli.Input;

/// <summary>Lines that are none of an export: how many, and where the first of them are.</summary>
internal sealed class UnreadableLines
{
    private const int ToldCountMax = 10;

    private readonly List<SourceLocation> _first = [];

    public long Count { get; private set; }

    /// <summary>What to tell the user, a sentence a line; none if every line was read.</summary>
    public IEnumerable<string> Sentences()
    {
        foreach (var location in _first)
        {
            yield return TerminalText.Escape(
                $"{location}: it is no line of \"failed export\"; expected "
                + $"{{\"{FailedEntryJson.RawMember}\":\"...\"}} with base64.");
        }

        if (Count > 0)
        {
            yield return CountText.Of(Count, "line was", "lines were") + " passed over; the others were ingested.";
        }
    }

    public void Add(SourceLocation location)
    {
        Count++;
        if (_first.Count < ToldCountMax)
        {
            _first.Add(location);
        }
    }
}
