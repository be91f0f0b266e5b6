using System;
using System.Buffers;
using System.Text;
using EventNormalization.Canonicalization;
using EventNormalization.Tests.Json;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace EventNormalization.Tests.Canonicalization;

public class CanonicalJsonProperties
{
    private static readonly byte[] Alphabet = [.. "{}[],:\"\\019.eE-nulltruefalse \n"u8, 0x1f, 0xc3, 0xa9, 0xff];

    [Law(5_000)]
    public void Every_spelling_of_a_document_has_the_canonical_form_that_the_plain_rendering_gives(int seed)
    {
        var document = SpelledDocument.FromSeed(seed);
        var expected = document.ToCanonical();

        for (var spelling = 0; spelling < 3; spelling++)
        {
            var found = CanonicalJson.Canonicalize(document.Spell(unchecked(seed + spelling)));

            Assert.Equal(expected, Encoding.UTF8.GetString(found));
        }
    }

    [Law(2_000)]
    public void The_canonical_form_of_a_canonical_form_is_itself(int seed)
    {
        var once = CanonicalJson.Canonicalize(SpelledDocument.FromSeed(seed).Spell(seed));

        var twice = CanonicalJson.Canonicalize(once);

        Assert.Equal(once, twice);
    }

    [Law(5_000)]
    public Property Random_bytes_never_throw_and_are_accepted_only_by_the_grammar() =>
        Prop.ForAll(Gen.ArrayOf(Gen.Elements(Alphabet)).ToArbitrary(), IsJudgedByTheGrammar);

    [Law(5_000)]
    public void A_cut_or_changed_document_is_accepted_only_by_the_grammar(int seed, ushort at, byte value)
    {
        var json = SpelledDocument.FromSeed(seed).Spell(seed);
        IsJudgedByTheGrammar(json[..(at % (json.Length + 1))]);

        json[at % json.Length] = value;

        IsJudgedByTheGrammar(json);
    }

    private static void IsJudgedByTheGrammar(byte[] json)
    {
        var isJson = FrameworkReader.CountTokens(json) >= 0 && !(json is [0xEF, 0xBB, 0xBF, ..]);
        var failure = CanonicalJson.Canonicalize(json, new ArrayBufferWriter<byte>()).Failure;

        var expected = isJson ? failure?.Code is null or "json.duplicate_key" or "json.number" : failure is not null;
        Assert.True(expected, $"{Convert.ToHexString(json)} gives {failure?.Code} {failure?.Message}");
        Assert.InRange(failure?.Position ?? 0, 0, json.Length);
    }
}
