using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using EventNormalization.Canonicalization;

namespace EventNormalization.Tests.Canonicalization;

/// <summary>A random JSON document, its canonical form by a slow, plain rendering, and its spellings.</summary>
internal sealed class SpelledDocument
{
    private const int DepthMax = 5;

    private static readonly string[] Characters =
    [
        "a", "b", "Z", "0", " ", "\"", "\\", "/", "\b", "\t", "\n", "\f", "\r", "\0", "\u001f", "\u007f", "\u0080",
        "\u00e9", "e\u0301", "\u20ac", "\u2028", "\ud7ff", "\ue000", "\uefff", "\uf000", "\ufeff", "\uffff",
        "\U00010000", "\U0001f600", "\U0010ffff", "abcdefgh",
    ];

    private static readonly double[] Numbers =
    [
        0, -0.0, 1, -1, 0.1, 1e21, 1e-7, 1e20, 1e-6, 5e-324, 1.7976931348623157e308, 9007199254740993, 123.456, 1200,
    ];

    private readonly object? _value;

    private SpelledDocument(object? value) => _value = value;

    public static SpelledDocument FromSeed(int seed) => new(Value(new Random(seed), DepthMax));

    /// <summary>The canonical form, from UTF-16 strings, the framework's sort and one string builder.</summary>
    public string ToCanonical()
    {
        var text = new StringBuilder();
        WriteCanonical(text, _value);
        return text.ToString();
    }

    /// <summary>The document with random white space, order of members, escapes and spellings of numbers.</summary>
    public byte[] Spell(int seed)
    {
        var random = new Random(seed);
        return Encoding.UTF8.GetBytes(Blanks(random) + Spell(random, _value) + Blanks(random));
    }

    private static object? Value(Random random, int depth) => random.Next(depth > 0 ? 9 : 5) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 or 3 => Number(random),
        4 => Text(random),
        5 => Enumerable.Range(0, random.Next(5)).Select(_ => Value(random, depth - 1)).ToArray(),
        _ => Members(random, depth - 1),
    };

    private static Dictionary<string, object?> Members(Random random, int depth)
    {
        var members = new Dictionary<string, object?>(StringComparer.Ordinal);
        var count = random.Next(20) == 0 ? 40 : random.Next(6);
        for (var i = 0; i < count; i++)
        {
            members[Text(random)] = Value(random, count > 6 ? 0 : depth);
        }

        return members;
    }

    private static double Number(Random random)
    {
        var bits = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
        return random.Next(4) switch
        {
            0 when double.IsFinite(bits) => bits,
            1 => random.Next(-100_000, 100_000) / 100.0,
            2 => random.Next(),
            _ => Numbers[random.Next(Numbers.Length)],
        };
    }

    private static string Text(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(5)).Select(_ => Characters[random.Next(Characters.Length)]));

    private static void WriteCanonical(StringBuilder text, object? value)
    {
        switch (value)
        {
            case object?[] elements:
                WriteAll(text, "[]", elements, element => WriteCanonical(text, element));
                break;
            case Dictionary<string, object?> members:
                WriteAll(text, "{}", members.OrderBy(member => member.Key, StringComparer.Ordinal), member =>
                {
                    WriteText(text, member.Key);
                    WriteCanonical(text.Append(':'), member.Value);
                });
                break;
            case string characters:
                WriteText(text, characters);
                break;
            case double number:
                text.Append(NumberText(number));
                break;
            default:
                text.Append(value is bool truth ? (truth ? "true" : "false") : "null");
                break;
        }
    }

    private static void WriteAll<T>(StringBuilder text, string brackets, IEnumerable<T> items, Action<T> write)
    {
        text.Append(brackets[0]);
        var separator = "";
        foreach (var item in items)
        {
            text.Append(separator);
            write(item);
            separator = ",";
        }

        text.Append(brackets[1]);
    }

    private static void WriteText(StringBuilder text, string characters)
    {
        text.Append('"');
        foreach (var character in characters)
        {
            var letter = "\"\"\\\\\bb\tt\nn\ff\rr".IndexOf(character, StringComparison.Ordinal);
            _ = letter >= 0 && letter % 2 == 0 ? text.Append('\\').Append("\"\"\\\\\bb\tt\nn\ff\rr"[letter + 1])
                : character < ' ' ? text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}")
                : text.Append(character);
        }

        text.Append('"');
    }

    private static string NumberText(double number)
    {
        var text = new byte[EcmaScriptNumber.LengthMax];
        return Encoding.ASCII.GetString(text, 0, EcmaScriptNumber.Format(number, text));
    }

    private static string Spell(Random random, object? value) => value switch
    {
        object?[] elements => SpellAll(random, "[]", elements.Select(element => Spell(random, element))),
        Dictionary<string, object?> members =>
            SpellAll(random, "{}", members.OrderBy(_ => random.Next()).Select(member => Spell(random, member))),
        KeyValuePair<string, object?> member =>
            Spell(random, member.Key) + Blanks(random) + ":" + Blanks(random) + Spell(random, member.Value),
        string text => "\"" + string.Concat(text.Select(character => SpellCharacter(random, character))) + "\"",
        double number => SpellNumber(random, number),
        bool truth => truth ? "true" : "false",
        _ => "null",
    };

    private static string SpellAll(Random random, string brackets, IEnumerable<string> items) =>
        brackets[0] + Blanks(random)
        + string.Join(',', items.Select(item => Blanks(random) + item + Blanks(random))) + brackets[1];

    private static string SpellNumber(Random random, double number)
    {
        string[] formats = ["R", "E16", "E25", "R", "R"];
        return number.ToString(formats[random.Next(formats.Length)], CultureInfo.InvariantCulture);
    }

    private static string SpellCharacter(Random random, char character)
    {
        // Half of a pair must be escaped together with the other half, which a spelling by characters cannot do.
        var mayEscape = !char.IsSurrogate(character);
        if (character == '/' && random.Next(3) == 0)
        {
            return "\\/";
        }

        return character is < ' ' or '"' or '\\' || (mayEscape && random.Next(4) == 0)
            ? "\\u" + ((int)character).ToString(random.Next(2) == 0 ? "x4" : "X4", CultureInfo.InvariantCulture)
            : character.ToString();
    }

    private static string Blanks(Random random) =>
        random.Next(3) > 0 ? "" : new[] { " ", "\n", "\t", "\r\n", "        " }[random.Next(5)];
}
