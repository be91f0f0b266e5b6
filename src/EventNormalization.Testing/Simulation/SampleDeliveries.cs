using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace EventNormalization.Testing;

/// <summary>Deliveries of the default schema from a seed: events, repetitions of them, and broken ones.</summary>
/// <remarks>
/// Law: the same seed and shares give the same deliveries in the same order. A third of the repetitions is byte for
/// byte one of the last deliveries, the others are in other words. Every seventh event names a currency. Not
/// thread-safe.
/// </remarks>
public sealed class SampleDeliveries
{
    private static readonly DateTime First = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private const int RecentMax = 32;

    private readonly Random _random;
    private readonly string[] _recent = new string[RecentMax];
    private int _eventCount;
    private int _brokenCount;

    /// <summary>Begins at the beginning.</summary>
    /// <param name="seed">What the deliveries are drawn from.</param>
    public SampleDeliveries(int seed) => _random = new Random(seed);

    /// <summary>Which share of the deliveries repeats an event, from 0 to 1; by default 0.3.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 0 or above 1.</exception>
    public double DuplicateShare { get; init => field = Share(value); } = 0.3;

    /// <summary>Which share of the deliveries is not understood, from 0 to 1; by default 0.02.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 0 or above 1.</exception>
    public double BrokenShare { get; init => field = Share(value); } = 0.02;

    /// <summary>Makes the next delivery.</summary>
    /// <returns>JSON in UTF-8, in an array of its own.</returns>
    public ReadOnlyMemory<byte> Next()
    {
        var chance = _random.NextDouble();
        if (chance < BrokenShare)
        {
            return Encoding.UTF8.GetBytes(Text(++_brokenCount, "1,2,3"));
        }

        var isAgain = chance < BrokenShare + DuplicateShare && _eventCount > 0;
        if (isAgain && _random.Next(3) == 0)
        {
            return Encoding.UTF8.GetBytes(_recent[_random.Next(int.Min(_eventCount, RecentMax))]);
        }

        var number = isAgain ? _random.Next(_eventCount) : _eventCount++;
        var text = Text(number, Amount(number));
        _recent[number % RecentMax] = text;
        return Encoding.UTF8.GetBytes(text);
    }

    /// <summary>Makes the next deliveries.</summary>
    /// <param name="count">How many; at least 0.</param>
    /// <returns>JSON in UTF-8, each in an array of its own, in the order in which a client sends them.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public ReadOnlyMemory<byte>[] Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var deliveries = new ReadOnlyMemory<byte>[count];
        for (var i = 0; i < count; i++)
        {
            deliveries[i] = Next();
        }

        return deliveries;
    }

    private string Amount(int number) => _random.Next(3) switch
    {
        0 => string.Create(CultureInfo.InvariantCulture, $"{number % 97}.50"),
        1 when number % 97 > 9 => string.Create(CultureInfo.InvariantCulture, $"+{number % 97}.500"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{number % 97}.5"),
    };

    private string Text(int number, string amount)
    {
        var at = First.AddMinutes(number);
        string[] members =
        [
            Member("client_id", "client", string.Create(CultureInfo.InvariantCulture, $"c{number % 5}")),
            Member("metric", "event_type", string.Create(CultureInfo.InvariantCulture, $"m{number % 3}")),
            Member("amount", "value", amount),
            _random.Next(2) == 0
                ? Member("timestamp", "ts", at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))
                : Member("timestamp", "time",
                    at.AddHours(2).ToString("yyyy-MM-dd' 'HH:mm:ss'+02:00'", CultureInfo.InvariantCulture)),
        ];
        _random.Shuffle(members);
        var all = new List<string>(members);
        if (number % 7 == 0)
        {
            all.Add(_random.Next(2) == 0 ? "\"currency\":\"EUR\"" : "\"currency\":\"eur\"");
        }

        return "{" + string.Join(',', all) + "}";
    }

    private string Member(string name, string alias, string text) =>
        $"\"{(_random.Next(4) == 0 ? alias : name)}\":\"{text}\"";

    private static double Share(double value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1);
        return value;
    }
}
