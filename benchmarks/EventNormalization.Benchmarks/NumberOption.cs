using System;
using System.Globalization;

namespace EventNormalization.Benchmarks;

/// <summary>An option of a command that takes a whole number, such as <c>--rounds 5</c>.</summary>
internal sealed class NumberOption(string name, int value, int min = 1)
{
    /// <summary>The number that was given, or the one that counts without it.</summary>
    public int Value { get; private set; } = value;

    /// <summary>Reads all arguments; says what is wrong with the first that is none of these options.</summary>
    public static bool TryReadAll(ReadOnlySpan<string> args, string usage, params ReadOnlySpan<NumberOption> options)
    {
        for (; !args.IsEmpty; args = args[2..])
        {
            if (args.Length < 2 || !TryRead(args[0], args[1], options))
            {
                Console.Error.WriteLine($"Found '{string.Join(' ', args[..int.Min(2, args.Length)]!)}'. {usage}");
                return false;
            }
        }

        return true;
    }

    private static bool TryRead(string name, string text, ReadOnlySpan<NumberOption> options)
    {
        foreach (var option in options)
        {
            if (option.Is(name))
            {
                return option.TryTake(text);
            }
        }

        return false;
    }

    private bool Is(string other) => other == name;

    private bool TryTake(string text)
    {
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < min)
        {
            return false;
        }

        Value = number;
        return true;
    }
}
