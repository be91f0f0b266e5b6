using System.Globalization;
using System.Linq;
using System.Text;
using EventNormalization.Normalization;
using EventNormalization.Tests.Text;
using Xunit;

namespace EventNormalization.Tests.Normalization.Texts;

public sealed class TextRulesTests
{
    [Theory]
    [InlineData("a\u0000b")]
    [InlineData("a\tb")]
    [InlineData("a\nb")]
    [InlineData("a\u001Fb")]
    [InlineData("a\u007Fb")]
    [InlineData("a\u0085b")]
    [InlineData("a\u00ADb")]
    [InlineData("a\u034Fb")]
    [InlineData("a\u061Cb")]
    [InlineData("a\u115Fb")]
    [InlineData("a\u180Eb")]
    [InlineData("a\u200Bb")]
    [InlineData("a\u200Db")]
    [InlineData("a\u2800b")]
    [InlineData("a\u200Fb")]
    [InlineData("a\u2028b")]
    [InlineData("a\u2029b")]
    [InlineData("a\u202Eb")]
    [InlineData("a\u2060b")]
    [InlineData("a\u2066b")]
    [InlineData("a\u3164b")]
    [InlineData("a\uFEFFb")]
    [InlineData("a\uFFA0b")]
    [InlineData("a\uFFFEb")]
    [InlineData("a\uFDD0b")]
    [InlineData("a\U0001D173b")]
    [InlineData("a\U000E0041b")]
    [InlineData("a\U000E01EFb")]
    [InlineData("a\U0010FFFFb")]
    public void What_controls_or_does_not_show_is_refused(string text)
    {
        var failure = TextRules.FindRefused(Encoding.UTF8.GetBytes(text), isAscii: false);

        Assert.Equal(
            "characters: text without control or invisible characters", $"{failure?.Problem}: {failure?.Expected}");
    }

    [Theory]
    [InlineData("client A")]
    [InlineData("1\u00A0200")]
    [InlineData("1\u202F200")]
    [InlineData("1\u2009200")]
    [InlineData("a\u3000b")]
    [InlineData("Zu\u0308rich")]
    [InlineData("한국어 ไทย हिन्दी")]
    [InlineData("👍🏽")]
    [InlineData("\uFFFD")]
    public void Blanks_and_what_shows_are_not_refused(string text) =>
        Assert.Null(TextRules.FindRefused(Encoding.UTF8.GetBytes(text), isAscii: false));

    [Theory]
    [InlineData("a\uE000b")]
    [InlineData("\U000F0000")]
    [InlineData("\U0010FFFD")]
    [InlineData("a\u0378b")]
    [InlineData("\U0003347A")]
    [InlineData("\U0001FFFD")]
    public void What_Unicode_does_not_have_and_what_is_of_private_use_is_refused(string text)
    {
        var failure = TextRules.FindRefused(Encoding.UTF8.GetBytes(text), isAscii: false);

        Assert.Equal(
            "characters: text of characters of Unicode 17.0, none of them of private use",
            $"{failure?.Problem}: {failure?.Expected}");
    }

    [Fact]
    public void Of_ASCII_the_controls_are_refused()
    {
        var refused = Enumerable.Range(0, 128).Where(c => TextRules.FindRefused([(byte)c], isAscii: true) is not null);

        Assert.Equal([.. Enumerable.Range(0, 32), 127], refused);
    }

    [Fact]
    public void Every_control_and_format_character_and_every_separator_of_lines_is_refused()
    {
        var accepted = UnicodeTexts.Assigned
            .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            .Where(c => !IsRefused(char.ConvertFromUtf32(c)));

        Assert.Empty(accepted);
    }

    [Fact]
    public void What_is_not_refused_stays_so_when_it_is_composed_or_put_in_lower_case()
    {
        var offences = UnicodeTexts.Assigned.Select(char.ConvertFromUtf32)
            .Where(text => !IsRefused(text))
            .Where(text => IsRefused(UnicodeTexts.ToLower(UnicodeTexts.ToNfc(text))));

        Assert.Empty(offences);
    }

    private static bool IsRefused(string text) =>
        TextRules.FindRefused(Encoding.UTF8.GetBytes(text), isAscii: false) is not null;
}
