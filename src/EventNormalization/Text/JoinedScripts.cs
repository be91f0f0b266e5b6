using System;
using System.Buffers;
using System.Collections.Generic;
using System.Text;

namespace EventNormalization.Text;

/// <summary>The scripts in which U+200C and U+200D are part of the spelling (Unicode Standard, section 23.2).</summary>
/// <remarks>
/// Those whose letters are joined by hand, such as Arabic, in which Persian is written, and those that form conjuncts,
/// such as Devanagari. Immutable; filled when the first joiner is read.
/// </remarks>
internal sealed class JoinedScripts
{
    /// <summary>The scripts of the stated version.</summary>
    public static readonly JoinedScripts Unicode = new();

    private const byte Mark = 0xFF;

    private readonly Dictionary<int, byte> _scripts = [];

    private JoinedScripts()
    {
        var reader = new TableReader(JoinedTable.Entries);
        while (reader.TryReadRange(out var range))
        {
            for (var character = range.First; character <= range.Last; character += range.Step)
            {
                _scripts.Add(character, (byte)range.Value);
            }
        }
    }

    /// <summary>
    /// Whether the letter at the end of one text and that at the start of the other are of one script.
    /// </summary>
    /// <remarks>
    /// Marks stand on letters: a virama ends what is before a joiner as often as it begins what is after it. Neither
    /// way is looked beyond what is no mark, so of a long text no part is looked at for more than two joiners.
    /// </remarks>
    public bool AreOfOne(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        var script = Mark;
        while (script == Mark
            && Rune.DecodeLastFromUtf8(before, out var character, out var length) == OperationStatus.Done)
        {
            script = _scripts.GetValueOrDefault(character.Value);
            before = before[..^length];
        }

        var other = Mark;
        while (other == Mark
            && Rune.DecodeFromUtf8(after, out var character, out var length) == OperationStatus.Done)
        {
            other = _scripts.GetValueOrDefault(character.Value);
            after = after[length..];
        }

        return script is not (0 or Mark) && script == other;
    }
}
