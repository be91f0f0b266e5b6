using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace EventNormalization.Tests.Text;

/// <summary>Holds the rules of the core to those of the host's ICU, of Unicode 15.0 (ICU 72) or later.</summary>
/// <remarks>
/// Only characters of that version are compared: of those, a later one says the same. UnicodeTextTests holds all
/// characters of the version of the tables to an ICU that has them.
/// </remarks>
public sealed class UnicodeTextProperties
{
    [Fact]
    public void Every_character_is_composed_as_the_host_does()
    {
        var offences = UnicodeTexts.KnownToHosts.Select(char.ConvertFromUtf32)
            .Where(UnicodeTexts.IsNormalizedByHost)
            .Where(text => UnicodeTexts.ToNfc(text) != text.Normalize());

        Assert.Empty(offences);
    }

    [Fact]
    public void Every_decomposed_character_is_composed_as_the_host_does()
    {
        var offences = UnicodeTexts.KnownToHosts.Select(char.ConvertFromUtf32)
            .Where(UnicodeTexts.IsNormalizedByHost)
            .Select(text => text.Normalize(System.Text.NormalizationForm.FormD))
            .Where(text => UnicodeTexts.ToNfc(text) != text.Normalize());

        Assert.Empty(offences);
    }

    [Fact]
    public void Every_character_gets_the_small_letter_that_the_host_gives()
    {
        var offences = UnicodeTexts.KnownToHosts.Select(char.ConvertFromUtf32)
            .Where(text => UnicodeTexts.ToLower(text) != HostLower(text));

        Assert.Empty(offences);
    }

    [Fact]
    public void Every_pair_is_composed_as_the_host_does_whatever_stands_around_it()
    {
        string[] marks = ["", "\u0301", "\u0323", "\u0345", "\u0334", "a"];
        var offences =
            from pair in UnicodeTexts.PairsKnownToHosts
            from before in marks
            from after in marks
            let text = before + pair + after
            where UnicodeTexts.ToNfc(text) != text.Normalize()
            select text;

        Assert.Empty(offences);
    }

    [Law(5_000)]
    public Property Any_text_of_critical_characters_is_composed_as_the_host_does() =>
        Prop.ForAll(Texts().ToArbitrary(), text => UnicodeTexts.ToNfc(text) == text.Normalize());

    [Law(2_000)]
    public Property Any_text_gets_the_small_letters_that_the_host_gives() =>
        Prop.ForAll(Texts().ToArbitrary(), text => UnicodeTexts.ToLower(text) == HostLower(text));

    [Law(2_000)]
    public Property Composed_text_is_composed_already() =>
        Prop.ForAll(Texts().ToArbitrary(), text =>
            UnicodeTexts.ToNfc(UnicodeTexts.ToNfc(text)) == UnicodeTexts.ToNfc(text));

    private static Gen<string> Texts()
    {
        var marks = UnicodeTexts.Critical
            .Where(text => char.GetUnicodeCategory(text, 0) == System.Globalization.UnicodeCategory.NonSpacingMark);
        return Gen.ArrayOf(Gen.OneOf(
                Gen.Elements(UnicodeTexts.Critical.Where(UnicodeTexts.IsNormalizedByHost).ToArray()),
                Gen.Elements(marks.ToArray()),
                Gen.Elements(UnicodeTexts.PairsKnownToHosts)))
            .Select(string.Concat);
    }

    private static string HostLower(string text) => text.ToLowerInvariant();
}
