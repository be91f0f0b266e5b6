using System;
using System.Linq;
using System.Text;
using EventNormalization.Identity;
using Xunit;

namespace EventNormalization.Tests.Identity;

public sealed class RecordIdTests
{
    private const string Abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    [Theory]
    [InlineData("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("abc", Abc)]
    [InlineData(
        """{"amount":1200,"client_id":"client_A","metric":"sales","timestamp":"2024-01-15T10:30:00Z"}""",
        "c7e5739562a95ebaa5714929b6b6b2316fb473378e89dfd7a8e5b878350e4db7")]
    public void Content_has_the_id_that_the_standard_gives_it(string content, string expected)
    {
        var id = RecordId.FromContent(Encoding.UTF8.GetBytes(content));

        Assert.Equal(expected, id.ToString());
    }

    [Fact]
    public void The_default_is_all_zeros()
    {
        Assert.Equal(new string('0', 64), default(RecordId).ToString());
        Assert.Equal(default, RecordId.FromBytes(new byte[32]));
    }

    [Fact]
    public void Digits_of_either_case_are_read_and_lower_case_is_shown()
    {
        var expected = RecordId.FromContent("abc"u8);

        Assert.Equal(expected, RecordId.Parse(Abc));
        Assert.Equal(expected, RecordId.Parse(Abc.ToUpperInvariant()));
        Assert.True(RecordId.TryParse(Encoding.UTF8.GetBytes(Abc.ToUpperInvariant()), out var fromUtf8));
        Assert.Equal(expected, fromUtf8);
        Assert.Equal($"id {Abc}", $"id {expected}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("0xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015")]
    [InlineData("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a")]
    [InlineData("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015add")]
    [InlineData("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ag")]
    [InlineData("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a\u0660")]
    [InlineData(" ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a")]
    public void Anything_but_64_digits_is_refused(string text)
    {
        var isRead = RecordId.TryParse(text, out var id) || RecordId.TryParse(Encoding.UTF8.GetBytes(text), out id);

        Assert.False(isRead);
        Assert.Equal(default, id);
        Assert.Throws<FormatException>(() => RecordId.Parse(text));
    }

    [Fact]
    public void The_message_of_a_refusal_says_what_was_found_and_what_was_expected()
    {
        var failure = Assert.Throws<FormatException>(() => RecordId.Parse("order 17"));

        Assert.Equal("Found \"order 17\" (8 characters), expected 64 hexadecimal digits.", failure.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void A_wrong_number_of_bytes_is_the_callers_mistake(int length)
    {
        var failure = Assert.Throws<ArgumentException>(() => RecordId.FromBytes(new byte[length]));

        Assert.Equal($"Found {length} bytes, expected 32. (Parameter 'bytes')", failure.Message);
    }

    [Fact]
    public void Too_little_room_is_the_callers_mistake_for_bytes_and_an_answer_for_digits()
    {
        var id = RecordId.FromContent("abc"u8);

        Assert.Throws<ArgumentException>(() => id.CopyTo(new byte[31]));
        Assert.False(id.TryFormat(new char[63], out _));
        Assert.False(id.TryFormat(new byte[63], out _));
    }

    [Law]
    public void Every_form_of_an_id_reads_back_as_the_id(byte[] content)
    {
        var id = RecordId.FromContent(content);
        var characters = new char[64];
        var utf8 = new byte[64];

        Assert.True(id.TryFormat(characters, out var characterCount));
        Assert.True(id.TryFormat(utf8, out var byteCount));
        Assert.Equal((64, 64), (characterCount, byteCount));
        Assert.Equal(id.ToString(), new string(characters));
        Assert.Equal(id.ToString(), Encoding.ASCII.GetString(utf8));
        Assert.Equal(id, RecordId.Parse(id.ToString()));
        Assert.Equal(id, RecordId.FromBytes(id.ToByteArray()));
    }

    [Law]
    public void Ids_are_ordered_and_equal_as_their_bytes_are(byte[] left, byte[] right)
    {
        var (first, second) = (PadToId(left), PadToId(right));
        var expected = Math.Sign(first.AsSpan().SequenceCompareTo(second));
        var (a, b) = (RecordId.FromBytes(first), RecordId.FromBytes(second));

        Assert.Equal(expected, Math.Sign(a.CompareTo(b)));
        Assert.Equal(expected, Math.Sign(string.CompareOrdinal(a.ToString(), b.ToString())));
        Assert.Equal(
            (expected < 0, expected <= 0, expected > 0, expected >= 0, expected == 0),
            (a < b, a <= b, a > b, a >= b, a == b));
        Assert.True(a != b || a.GetHashCode() == b.GetHashCode());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(31)]
    public void Every_byte_counts(int index)
    {
        var bytes = new byte[32];
        bytes[index] = 0x80;

        Assert.NotEqual(default, RecordId.FromBytes(bytes));
        Assert.True(RecordId.FromBytes(bytes) > default(RecordId));
    }

    // Equal in most places, so that what decides stands at any of them.
    private static byte[] PadToId(byte[] bytes) => [.. Enumerable.Range(0, 32).Select(
        i => i % 5 == 0 && i / 5 < bytes.Length ? (byte)(bytes[i / 5] & 0x81) : (byte)0x7F)];

    [Fact]
    public void An_id_is_parsed_by_everybody_who_knows_how_to_ask()
    {
        var id = RecordId.FromContent("x"u8);

        Assert.Equal(id, ParsedAs<RecordId>(id.ToString()));
        Assert.False(TriedAs<RecordId>(id + " ", out _));
        Assert.Throws<FormatException>(() => ParsedAs<RecordId>(""));
    }

    private static T ParsedAs<T>(string text)
        where T : ISpanParsable<T> => T.Parse(text, null).Equals(T.Parse(text.AsSpan(), null))
            ? T.Parse(text, null)
            : throw new InvalidOperationException(text);

    private static bool TriedAs<T>(string text, out T? value)
        where T : ISpanParsable<T> => T.TryParse(text, null, out value) | T.TryParse(text.AsSpan(), null, out _);
}
