using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.Intrinsics;
using System.Text;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Json;
using EventNormalization.Normalization;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Normalization.Reading;

/// <summary>The quick scanner saves time, and changes nothing that the thorough one says.</summary>
public class FastScannerProperties
{
    private const int Cases = 20_000;
    private const int ArrayBytes = 4096;

    // Without them, every event is left to the thorough scanner.
    private static readonly bool HasVectors = Vector256.IsHardwareAccelerated;
    private static readonly Instant Received = Instant.FromUtc(2026, 1, 1, 0, 0);
    private static readonly EventIdentifier Identifier = new(EventSchema.Default);

    private static readonly EventIdentifier[] WithMoney =
    [
        With(AmountRules.Default with { Currency = "USD" }),
        With(AmountRules.Default with { Currency = "EUR", Negate = true }),
        With(AmountRules.Default with { Unit = AmountUnit.Minor }),
        With(AmountRules.Default with { Currency = "JPY", Unit = AmountUnit.Minor }),
        With(AmountRules.Default with { Scale = 2 }),
        With(
            AmountRules.Default with { SignFrom = new SignRules { Member = "x", Negative = ["true"],
                Positive = ["client_1"] } }),
    ];

    private static readonly string[] Names =
    [
        "client_id", "Client-ID", "metric", "amount", "AMOUNT", "value", "timestamp", "ts", "data", "payload", "x", "v",
        "currency", "a name of thirty-one characters", "a name of thirty-two characters!", "am\\u006funt", "été", "",
        "tags",
        "source", "user_id", "shop", "specversion", "SpecVersion", "_amount", "@timestamp", "@amount", "event", "date",
        "timezone", "created.at",
    ];

    private static readonly string[] Scalars =
    [
        "\"client_1\"", "\"Sales\"", "\"1,200.50\"", "\"\"", "\" \"", "\"a\\\"b\\n\"", "\"\\ud83d\\ude00\"",
        "\"\\ud83d\"",
        "\"é€😀\"", "\"a text of exactly thirty-one b\"", "\"a text that is longer than one vector, by a lot\"",
        "\"\\q\"",
        "0", "-0", "12", "-12.5", "1234567890123", "12345678901234567890.5", "0.5", "1e3", "1.5E-2", "-", "01", "1.",
        ".5",
        "true", "false", "null", "nul", "tru", "\"2024-01-15T10:30:00Z\"", "\"Mon, 15 Jan 2024 10:30:00 GMT\"",
        "1705314600",
    ];

    private static readonly string[] Blanks = ["", "", "", " ", "  ", "\t", "\r\n"];

    // Whatever follows an event in its array, it goes on as if it were part of it.
    private static readonly string[] Behinds =
        ["}", "}}}}]]]]", "\"", "\":1}", "0", "99", " ", "\n", ",\"x\":1}", "]", "\0", ":", "e5", "ull", "{\"a\":1}"];

    [Law(Cases)]
    public Property What_it_reads_the_thorough_scanner_reads_the_same() =>
        Prop.ForAll(Placed().ToArbitrary(), placed => AgreeOn(placed.Json));

    [Law(Cases)]
    public Property An_event_means_the_same_wherever_it_stands() =>
        Prop.ForAll(Placed().ToArbitrary(), placed => AssertSame(Identifier, placed));

    [Law(Cases / 2)]
    public Property An_event_means_the_same_wherever_it_stands_whatever_the_profile_makes_of_money() =>
        Prop.ForAll(Placed().ToArbitrary(), Gen.Elements(WithMoney).ToArbitrary(), (placed, identifier) =>
            AssertSame(identifier, placed));

    private static void AssertSame(EventIdentifier identifier, Document placed)
    {
        var alone = new RawEvent(placed.Json.ToArray(), Received);
        var explained = identifier.Explain(alone);
        var found = identifier.Identify(new RawEvent(placed.Json, Received));
        Assert.Equal(explained.Event?.Id, found.Event?.Id);
        Assert.Equal(ToText(explained.Event?.IdentityUtf8), ToText(found.Event?.IdentityUtf8));
        Assert.Equal(explained.Errors.Select(ToText), found.Errors.Select(ToText));
        Assert.Equal(explained.IsSuccess, identifier.TryIdentify(alone, out var id));
        Assert.Equal(explained.Event?.Id ?? default, id);
    }

    [Fact]
    public void It_reads_ordinary_events()
    {
        var json = Encoding.UTF8.GetBytes(
            """{ "data": {"metric":"m", "amount":-1.5e3}, "id":{"id":{"id":1},"v":[{"id":2},[],{}]}, "note":"\"", "client":"é" }""");

        Assert.Equal(HasVectors, Scan(json).IsRead);
    }

    [Theory]
    [InlineData("""{"a":1,"b":{"a":2},"a":3}""")]
    [InlineData("""{"a":{"a":{"a":1},"b":1,"a":2}}""")]
    [InlineData("""{"amount":1,"x":[{"y":1},{"y":2,"y":3}]}""")]
    public void It_leaves_a_name_that_stands_twice_in_one_object(string json) =>
        Assert.False(Scan(Encoding.UTF8.GetBytes(json)).IsRead);

    [Theory]
    [InlineData("{\"a\":\"\0t\"}")]
    [InlineData("{\"a\":\"a text that is longer than a vector \u0001n\"}")]
    [InlineData("{\"a\":\"\t\"}")]
    public void It_leaves_a_text_with_a_control_character(string json) =>
        Assert.False(Scan(Encoding.UTF8.GetBytes(json)).IsRead);

    [Fact]
    public void It_reads_any_number_of_different_names()
    {
        var (found, names) = (new FoundMembers(), new NameCache(Map()));
        var scanner = new FastScanner(found);
        var read = 0;
        for (var i = 0; i < 2_000; i++)
        {
            var json = Encoding.UTF8.GetBytes($$"""{"name{{i}}":1,"amount":{{i}}}""");
            read += scanner.TryScan(json, names, JsonLimits.Default) ? 1 : 0;
        }

        // An event in whose midst the names are forgotten is left to the thorough scanner.
        Assert.InRange(read, HasVectors ? 1_900 : 0, HasVectors ? 1_999 : 0);
        Assert.Equal(HasVectors ? 1 : 0, found.Count);
    }

    private static void AgreeOn(ReadOnlyMemory<byte> json)
    {
        var quick = Scan(json);
        if (!quick.IsRead)
        {
            return;
        }

        var found = new FoundMembers();
        var thorough = new EventScanner(found);
        Assert.Equal(JsonError.None, thorough.Scan(json.Span, new NameCache(Map()), JsonLimits.Default));
        Assert.False(thorough.IsOtherValue);
        Assert.Equal(Show(found), Show(quick.Found));
    }

    private static (bool IsRead, FoundMembers Found) Scan(ReadOnlyMemory<byte> json)
    {
        var found = new FoundMembers();
        var names = new NameCache(Map());

        // The second time, the names are known.
        new FastScanner(found).TryScan(json, names, JsonLimits.Default);
        return (new FastScanner(found).TryScan(json, names, JsonLimits.Default), found);
    }

    private static EventIdentifier With(AmountRules rules) => new(EventSchema.Default with
    {
        DefaultProfile = ClientProfile.Default with { Amount = rules },
    });

    private static FieldMap Map() => FieldMap.Build(EventSchema.Default, ClientProfile.Default);

    /// <summary>The values of each field in their order, without what the quick scanner alone notes.</summary>
    private static List<string> Show(FoundMembers found)
    {
        var shown = new List<string>();
        for (var chain = 0; chain < Map().ChainCount - 1; chain++)
        {
            for (var i = found.FirstOf(chain); i >= 0; i = found.Values[i].Next)
            {
                var value = found.Values[i];
                shown.Add(
                    $"{chain} {value.Rank}: {value.Start}+{value.Length} {value.Kind & ~FoundValueFlags.IsPlain}");
            }
        }

        return shown;
    }

    private static string ToText(FieldError error) => error.ToString();

    private static string ToText(ReadOnlyMemory<byte>? utf8) => Encoding.UTF8.GetString(utf8.GetValueOrDefault().Span);

    private static Gen<Document> Placed() =>
        from json in Gen.Frequency(
            (3, Object(0)), (3, Event()), (1, Object(0).SelectMany(Changed)), (1, Event().SelectMany(Changed)))
        from cut in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(0, json.Length)))
        from before in Gen.Choose(0, 40)
        from after in Gen.Elements(Behinds)
        select new Document(json[..(json.Length - cut)], before, after);

    /// <summary>An event with all four fields, which is mostly understood.</summary>
    private static Gen<string> Event() =>
        from amount in Gen.Elements(
            "12", "-12.5", "\"1,200.50\"", "\"$3\"", "1.5e2", "0", "1234567890123456.75", "\"x\"",
            "\"-$3.25\"", "\"€ 12\"", "\"12.50 EUR\"", "\"usd\u00A05\"", "\"EUR: 7\"", "\"$1.234\"", "\"5 kr\"",
            "\" £5\"", "\"7 XX\"",
            "\"\\u20ac9\"", "\"R$ 1,250\"")
        from currency in Gen.Frequency(
            (2, Gen.Constant<string?>(null)),
            (3, Gen.Elements<string?>(
                "\"EUR\"", "\"USD\"", "\"eur\"", "\"$\"", "\"€\"", "978", "\"978\"", "\"xyz\"", "\"\"", "null",
                "\" EUR\"", "\"GBp\"",
                "\"N/A\"", "[]", "\"\\u0045UR\"")))
        from currencyName in Gen.Elements("currency", "Currency Code", "currency\":\"EUR\",\"currency_code")
        from timestamp in Gen.Elements(
            "1705314600", "\"2024-01-15T10:30:00.25+01:00\"", "\"2024/01/15 10:30:00\"",
            "\"Mon, 15 Jan 2024 10:30:00 GMT\"")
        from client in Gen.Elements(
            "\"a\"", "\" a\"", "17", "\"\\u00e9\"", "\"é\"", "\"n/a\"", "\"a \\\"quoted\\\" name\"",
            "\"a b\"", "\"a  b\"", "\"a \\tb\"", "\"a\u3000b\"", "\"thirty one characters with  two \"", "\"x\u200Db\"")
        from metric in Gen.Elements("\"Sales\"", "\"sales\"", "\"n\"", "true")
        from blank in Gen.Elements(Blanks)
        from name in Gen.Elements("client", "source", "_source")
        from more in Gen.ListOf(Member(0)).Select(members => members.Take(2))
        from members in Gen.Shuffle(
            [
                $"\"{name}\":{client}", $"\"type\":{metric}", $"\"value\":{amount}", $"\"time\":{timestamp}",
                .. currency is null ? Array.Empty<string>() : [$"\"{currencyName}\":{currency}"], .. more,
            ])
        select "{" + blank + string.Join(blank + "," + blank, members) + "}";

    private static Gen<string> Object(int depth) =>
        from members in Gen.ListOf(Member(depth)).Select(members => members.Take(depth == 0 ? 7 : 3))
        from open in Gen.Elements(Blanks)
        select "{" + open + string.Join(",", members) + "}";

    private static Gen<string> Member(int depth) =>
        from name in Gen.Elements(Names)
        from value in Value(depth + 1)
        from a in Gen.Elements(Blanks)
        from b in Gen.Elements(Blanks)
        select a + "\"" + name + "\"" + a + ":" + b + value + b;

    private static Gen<string> Value(int depth) => depth > 3
        ? Gen.Elements(Scalars)
        : Gen.Frequency(
            (6, Gen.Elements(Scalars)),
            (1, Object(depth)),
            (1, Gen.ListOf(Value(depth + 1)).Select(values => "[" + string.Join(" ,", values.Take(3)) + "]")));

    private static Gen<string> Changed(string json) =>
        from at in Gen.Choose(0, json.Length - 1)
        from what in Gen.Elements("{", "}", "[", "]", ",", ":", "\"", "\\", "0", "-", ".", "e", " ", "\0", "n", "é")
        from remove in Gen.Choose(0, 2)
        select json[..at] + what + json[Math.Min(json.Length, at + remove)..];

    /// <summary>An event in an array, with something after it that could be more of it.</summary>
    private sealed class Document(string text, int before, string after)
    {
        public ReadOnlyMemory<byte> Json { get; } = Place(text, before, after);

        public override string ToString() => text + " before " + after;

        private static ReadOnlyMemory<byte> Place(string text, int before, string after)
        {
            var utf8 = Encoding.UTF8.GetBytes(text);
            var more = Encoding.UTF8.GetBytes(after);
            var array = new byte[Math.Max(ArrayBytes, 2 * (before + utf8.Length))];
            utf8.CopyTo(array, before);
            for (var at = before + utf8.Length; at + more.Length <= array.Length; at += more.Length)
            {
                more.CopyTo(array, at);
            }

            return array.AsMemory(before, utf8.Length);
        }
    }
}
