using System;
using System.Collections.Generic;
using System.Linq;
using EventNormalization.Json;
using EventNormalization.Text;

namespace EventNormalization.Envelopes;

/// <summary>The paths of envelope rules as a tree, which is walked along with the members of a delivery.</summary>
/// <remarks>Immutable once built, so that all threads share it.</remarks>
internal sealed class EnvelopePaths
{
    private readonly Dictionary<string, EnvelopePaths> _inside = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EnvelopePaths>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly bool[] _begins = new bool[256];

    private EnvelopePaths() => _lookup = _inside.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether an array here holds records.</summary>
    public bool HoldsRecords { get; private set; }

    /// <summary>Whether the members of an object here are records.</summary>
    public bool IsSpread { get; private set; }

    /// <summary>How a text here holds JSON; null if it is only a text.</summary>
    public TextEncoding? Encoding { get; private set; }

    /// <summary>Whether paths lead further inside.</summary>
    public bool LeadsInside => _inside.Count > 0;

    /// <summary>Of the root: whether one of its members may be a text that holds JSON.</summary>
    public bool HoldsTexts { get; private set; }

    /// <summary>Builds the tree.</summary>
    /// <exception cref="ArgumentException">A path has an empty part.</exception>
    public static EnvelopePaths Build(EnvelopeRules rules)
    {
        var root = new EnvelopePaths();
        foreach (var path in rules.Records)
        {
            root.Enter(path).HoldsRecords = true;
        }

        foreach (var path in rules.Spread)
        {
            root.Enter(path).IsSpread = true;
        }

        foreach (var (path, encoding) in rules.Decode)
        {
            root.Enter(path).Encoding = encoding;
        }

        root.HoldsTexts = root._inside.Values.Any(place => place.Encoding is not null);

        return root;
    }

    /// <summary>What a member's name, as it is spelled in JSON, leads to; null if to nothing.</summary>
    public EnvelopePaths? Find(ReadOnlySpan<byte> spelled)
    {
        if (spelled.IsEmpty || !_begins[spelled[0]] || spelled.Length > 6 * FoldedName.LengthMax)
        {
            return null;
        }

        Span<byte> name = stackalloc byte[6 * FoldedName.LengthMax];
        var nameLength = JsonEscapes.UnescapeAny(spelled, name);
        Span<char> folded = stackalloc char[FoldedName.LengthMax];
        var length = FoldedName.Fold(name[..nameLength], folded);
        return length > 0 && _lookup.TryGetValue(folded[..length], out var inside) ? inside : null;
    }

    private EnvelopePaths Enter(string path)
    {
        var place = this;
        foreach (var part in path.Split('.'))
        {
            var folded = FoldedName.Of(part)
                ?? throw new ArgumentException(
                    $"The name '{part}' must have from 1 to {FoldedName.LengthMax} letters or digits.");
            if (!place._inside.TryGetValue(folded, out var inside))
            {
                inside = new EnvelopePaths();
                place._inside.Add(folded, inside);
                place.Begin(folded[0]);
            }

            place = inside;
        }

        if (path.Contains('.', StringComparison.Ordinal) && FoldedName.Of(path) is { } literal)
        {
            // A path is also the name of a member that is written with the points, as an alias is.
            _inside.TryAdd(literal, place);
            Begin(literal[0]);
        }

        return place;
    }

    /// <summary>Notes the bytes that a spelling of a name can begin with.</summary>
    private void Begin(char first)
    {
        foreach (var other in "_- \\")
        {
            _begins[other] = true;
        }

        _begins.AsSpan(0x80).Fill(true);
        if (first < 0x80)
        {
            _begins[first] = true;
            _begins[char.ToUpperInvariant(first)] = true;
        }
    }
}
