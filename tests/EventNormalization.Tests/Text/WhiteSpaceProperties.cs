using System;
using System.Linq;
using System.Text;
using EventNormalization.Text;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace EventNormalization.Tests.Text;

public sealed class WhiteSpaceProperties
{
    private static readonly string[] Others =
        ["a", "B", "é", "e", "\u0301", "\u0338", "漢", "😀", "\u200B", "\u2800", "\u180E", "\u1681", "\u2010", "\u3001",
            "\u0084", "¡"];

    [Fact]
    public void White_space_is_what_Unicode_calls_so_and_the_byte_order_mark()
    {
        var trimmed = Enumerable.Range(0, 0x110000).Where(Rune.IsValid).Select(char.ConvertFromUtf32)
            .Where(character => Trim(character).Length == 0);

        Assert.Equal(UnicodeTexts.WhiteSpace.Order(StringComparer.Ordinal), trimmed);
        Assert.All(trimmed, text => Assert.True(text == "\uFEFF" || char.IsWhiteSpace(text, 0)));
        Assert.Equal(26, UnicodeTexts.WhiteSpace.Length);
    }

    [Law(10_000)]
    public Property White_space_at_the_ends_is_trimmed_and_each_run_inside_becomes_one_blank() =>
        Prop.ForAll(Gen.ArrayOf(Words()).ToArbitrary(), Gen.ArrayOf(Blanks(1)).ToArbitrary(), (words, blanks) =>
        {
            var gap = blanks.Length == 0 ? "\u3000" : string.Concat(blanks);

            return Fold(Trim(gap + string.Join(gap, words) + gap)) == string.Join(' ', words);
        });

    [Law(10_000)]
    public Property Folded_text_is_folded_already() => Prop.ForAll(Texts().ToArbitrary(), text =>
    {
        var folded = Fold(Trim(text));

        return Fold(folded) == folded && UnicodeText.FindUnfolded(Encoding.UTF8.GetBytes(folded)) < 0;
    });

    [Law(10_000)]
    public Property It_makes_no_difference_whether_blanks_are_folded_before_or_after_NFC() =>
        Prop.ForAll(Texts().ToArbitrary(), text =>
            UnicodeTexts.ToNfc(Fold(Trim(text))) == Fold(Trim(UnicodeTexts.ToNfc(text))));

    private static Gen<string> Texts() =>
        Gen.ArrayOf(Gen.OneOf(Gen.Elements(Others), Blanks(0))).Select(string.Concat);

    private static Gen<string> Words() => Gen.NonEmptyListOf(Gen.Elements(Others)).Select(string.Concat);

    private static Gen<string> Blanks(int countMin) =>
        from count in Gen.Choose(countMin, 3)
        from blanks in Gen.ArrayOf(Gen.Elements(UnicodeTexts.WhiteSpace), count)
        select string.Concat(blanks);

    private static string Trim(string text) => Encoding.UTF8.GetString(UnicodeText.Trim(Encoding.UTF8.GetBytes(text)));

    private static string Fold(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var destination = new byte[utf8.Length];
        return Encoding.UTF8.GetString(destination, 0, UnicodeText.FoldWhiteSpace(utf8, destination));
    }
}
