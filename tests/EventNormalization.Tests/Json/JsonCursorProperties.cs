using System;
using System.Linq;
using System.Text;
using EventNormalization.Json;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace EventNormalization.Tests.Json;

public class JsonCursorProperties
{
    private static readonly byte[][] Documents =
    [
        .. new[]
        {
            """{"client_id":"client_A","metric":"sales","amount":1200.50,"timestamp":"2024-01-15T10:30:00Z"}""",
            """ { "a" : [ 1 , -2.5e-3 , 0 , 1E+9 ] , "b" : { "c" : null , "d" : true , "e" : false } , "" : [ ] } """,
            """["\u00e9\ud83d\ude00\\\"\/\b\f\n\r\t", "é€😀 and more text than one vector holds, also beyond it", {}]""",
            """{"n":[0,-0,10,1234567890123456789012345678901234567890,0.1,1e400,5E-324],"s":"\u0000\uffff"}""",
            "[[[[[[[[[[\"deep\"]]]]]]]]]]",
            "\"a single string\"",
            "-12.5e+3",
            "\r\n\tnull  ",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    // The bytes on which the grammar turns, so that a mutation often hits it.
    private static readonly byte[] Alphabet =
    [
        .. "{}[],:\"\\0123456789.eE+-ntrufalsbx \t\n\r/\0"u8,
        0x1f, 0x7f, 0x80, 0xbf, 0xc3, 0xed, 0xa0, 0xf0, 0x9f, 0xff,
    ];

    [Law(20_000)]
    public Property A_mutated_document_gets_the_framework_readers_verdict() =>
        Prop.ForAll(Mutants().ToArbitrary(), AgreesWithTheFramework);

    [Law(2_000)]
    public Property Random_bytes_get_the_framework_readers_verdict() =>
        Prop.ForAll(
            Gen.ArrayOf(Gen.Elements(Alphabet)).ToArbitrary(),
            AgreesWithTheFramework);

    [Law(2_000)]
    public void An_unescaped_string_is_the_string(NonNull<string> text)
    {
        var isText = text.Get.All(c => !char.IsSurrogate(c));
        var json = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(text.Get);
        var cursor = new JsonCursor(json);

        Assert.True(cursor.TryReadText(out var found));
        var destination = new byte[found.Length];
        var length = JsonEscapes.Unescape(json.AsSpan(found.Start, found.Length), destination);

        Assert.True(!isText || text.Get == Encoding.UTF8.GetString(destination, 0, length));
    }

    private static void AgreesWithTheFramework(byte[] json)
    {
        var expected = FrameworkReader.CountTokens(json);

        var (fault, position) = DocumentWalk.Run(json);

        var found = fault == JsonError.None ? position : -1;
        Assert.True(expected == found, $"framework {expected}, cursor {fault} {position}: {Convert.ToHexString(json)}");
    }

    private static Gen<byte[]> Mutants() =>
        from document in Gen.Elements(Documents)
        from edits in Gen.Choose(1, 3)
        from seeds in Gen.ArrayOf(Gen.Choose(0, int.MaxValue - 1), edits * 3)
        select seeds.Chunk(3).Aggregate(document, Mutate);

    private static byte[] Mutate(byte[] document, int[] seeds)
    {
        if (document.Length == 0)
        {
            return document;
        }

        var at = seeds[0] % document.Length;
        var value = Alphabet[seeds[1] % Alphabet.Length];
        return (seeds[2] % 5) switch
        {
            0 => [.. document[..at], .. document[(at + 1)..]],
            1 => [.. document[..at], value, .. document[at..]],
            2 => document[..at],
            3 => [.. document[..at], document[at], .. document[at..]],
            _ => [.. document[..at], value, .. document[(at + 1)..]],
        };
    }
}
