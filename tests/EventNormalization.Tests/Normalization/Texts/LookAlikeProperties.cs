using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Tests.Text;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Normalization.Texts;

/// <summary>Law: texts that look alike are one, whichever way the reader takes.</summary>
public sealed class LookAlikeProperties
{
    private static readonly Instant Received = Instant.FromUtc(2026, 1, 1, 0, 0);

    private static readonly EventIdentifier Identifier = new(EventSchema.Default with
    {
        FurtherFields = [new FieldDefinition<string>("region", TextParser.Kept) { IsIdentity = true }],
    });

    private static readonly EventIdentifier FourFields = new(EventSchema.Default);

    private static readonly EventIdentifier Keyed = new(EventSchema.Default with
    {
        Key = new FieldDefinition<string>(FieldNames.Key, TextParser.Kept) { IsIdentity = true },
    });

    private static readonly JsonSerializerOptions Relaxed =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Letters =
        ["a", "b", "C", "7", ".", "é", "e\u0301", "漢", "می\u200Cخ", "👩\u200D🚀", "\u0301",
            "a text of thirty-one characters"];

    [Law(3_000)]
    public Property Texts_with_other_blanks_inside_and_at_their_ends_are_one_event() =>
        Prop.ForAll(Spellings().ToArbitrary(), spelling =>
        {
            foreach (var identifier in new[] { Identifier, FourFields })
            {
                var plain = Read(identifier, Event(spelling.Plain));
                var spelled = Event(spelling.Written);

                Assert.Equal(plain, Read(identifier, spelled));
                Assert.Equal(plain, identifier.Explain(new RawEvent(spelled, Received)).Event?.Id);
                Assert.True(identifier.TryIdentify(new RawEvent(spelled, Received), out var id));
                Assert.Equal(plain, id);
            }
        });

    [Law(2_000)]
    public Property A_stored_text_is_read_again_as_itself() =>
        Prop.ForAll(Spellings().ToArbitrary(), spelling =>
        {
            var first = Identifier.Identify(new RawEvent(Event(spelling.Written), Received)).Event!.Record;
            var again = Identifier.Identify(new RawEvent(Event(first.ClientId), Received)).Event!.Record;

            Assert.Equal(first.ClientId, again.ClientId);
            Assert.Equal(first.Metric, again.Metric);
        });

    [Theory]
    [InlineData("a b", "a  b")]
    [InlineData("a b", "a\u00A0b")]
    public void A_key_is_trimmed_alone(string key, string other)
    {
        Assert.NotEqual(Read(Keyed, WithKey(key)), Read(Keyed, WithKey(other)));
        Assert.Equal(Read(Keyed, WithKey(key)), Read(Keyed, WithKey("\u3000" + key + "\uFEFF\t")));
    }

    [Theory]
    [InlineData("amount", "1\t200")]
    [InlineData("amount", "12\u2028")]
    [InlineData("timestamp", "2024-01-15\t10:30:00Z")]
    [InlineData("timestamp", "2024-01-15T10:30:00Z\u0000")]
    [InlineData("key", "a\tb")]
    [InlineData("key", "a\u2029b")]
    [InlineData("client_id", "a\u0000b")]
    [InlineData("metric", "a\u200Bb")]
    [InlineData("client_id", "a\u2800b")]
    [InlineData("client_id", "a\uE000b")]
    public void What_is_no_blank_of_a_text_is_refused_before_a_parser_sees_it(string field, string text)
    {
        var members = new Dictionary<string, object>
        {
            ["client_id"] = "c",
            ["metric"] = "m",
            ["amount"] = 1,
            ["timestamp"] = "2024-01-15T10:30:00Z",
            ["key"] = "k",
        };
        members[field] = text;
        var read = Keyed.Identify(new RawEvent(JsonSerializer.SerializeToUtf8Bytes(members), Received));

        Assert.Equal(
            text == "12\u2028" ? [] : new[] { field + ".characters" }, read.Errors.Select(error => error.Code));
    }

    private static Gen<Spelling> Spellings() =>
        from count in Gen.Choose(1, 4)
        from words in Gen.ArrayOf(Gen.NonEmptyListOf(Gen.Elements(Letters)).Select(Word), count)
        from blanks in Gen.ArrayOf(Blanks(1), count)
        from start in Blanks(0)
        from end in Blanks(0)
        let plain = string.Join(' ', words)
        let inside = string.Concat(words.Zip(blanks, (word, blank) => word + blank))
        where plain.Any(char.IsLetterOrDigit) && plain.Length <= 256
        select new Spelling(plain, start + inside[..^blanks[^1].Length] + end);

    private static string Word(IEnumerable<string> letters) => string.Concat(letters.Take(3));

    private static Gen<string> Blanks(int countMin) =>
        from count in Gen.Choose(countMin, 3)
        from blanks in Gen.ArrayOf(Gen.OneOf(Gen.Constant(" "), Gen.Elements(UnicodeTexts.WhiteSpace)), count)
        select string.Concat(blanks);

    private static RecordId? Read(EventIdentifier identifier, byte[] json)
    {
        var read = identifier.Identify(new RawEvent(json, Received));
        Assert.Empty(read.Errors);
        return read.Event?.Id;
    }

    // Escaped and as it stands, since the two take different ways through the reader.
    private static byte[] Event(string text)
    {
        var standing = JsonSerializer.Serialize(text, Relaxed);
        var escaped = "\"" + string.Concat(text.Select(unit => $"\\u{(int)unit:x4}")) + "\"";
        return Encoding.UTF8.GetBytes(
            $$"""{"client_id":{{standing}},"metric":{{escaped}},"region":{{standing}},"amount":1,"timestamp":1705314600}""");
    }

    private static byte[] WithKey(string key) => Encoding.UTF8.GetBytes(
        $$"""{"client_id":"c","metric":"m","amount":1,"timestamp":1705314600,"key":{{JsonSerializer.Serialize(
            key)}}}""");

    private sealed record Spelling(string Plain, string Written);
}
