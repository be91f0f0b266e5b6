using System.Linq;
using System.Text;
using EventNormalization.Text;
using Xunit;

namespace EventNormalization.Tests.Text;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("می\u200Cخواهم")]
    [InlineData("کتاب\u200Cها")]
    [InlineData("کارِ\u200Cها")]
    [InlineData("نرم\u200Cافزار ایران")]
    [InlineData("क्\u200Dष")]
    [InlineData("क्\u200Cष")]
    [InlineData("र\u094D\u200Dय")]
    [InlineData("র\u200D\u09CDযাব")]
    [InlineData("ශ්\u200Dරී ලංකා")]
    [InlineData("ಕ್\u200Cಷ")]
    [InlineData("\u0958\u094D\u200Dष")]
    public void A_joiner_between_letters_of_a_script_that_spells_with_it_is_read(string text) =>
        Assert.Equal(CharacterError.None, Find(text));

    [Theory]
    [InlineData("a\u200Cb")]
    [InlineData("\u200Cکتاب")]
    [InlineData("کتاب\u200C")]
    [InlineData("کتاب\u200C ها")]
    [InlineData("کتاب\u200C\u200Cها")]
    [InlineData("کتاب\u200C\u200Dها")]
    [InlineData("ب\u200Cक")]
    [InlineData("ب\u200Cb")]
    [InlineData("a\u200Dب")]
    [InlineData("۵\u200Cم")]
    [InlineData("क्\u200D")]
    [InlineData("क्\u200D्")]
    [InlineData("\u094D\u200Dक")]
    [InlineData("אב\u200Cג")]
    [InlineData("漢\u200D字")]
    [InlineData("ب\u200Bب")]
    public void Elsewhere_a_joiner_is_invisible(string text) => Assert.Equal(CharacterError.Invisible, Find(text));

    [Theory]
    [InlineData("👩\u200D🚀")]
    [InlineData("👩🏽\u200D🚀 shop")]
    [InlineData("a👨\u200D👩\u200D👧\u200D👦b")]
    [InlineData("👩👩\u200D🚀👩")]
    [InlineData("🏳\uFE0F\u200D🌈")]
    [InlineData("👁\uFE0F\u200D🗨\uFE0F")]
    [InlineData("🕵🏻\u200D♂\uFE0F")]
    [InlineData("👩🏻\u200D🤝\u200D👩🏿")]
    [InlineData("🧑🏻\u200D\U0001FAEF\u200D🧑🏿")]
    [InlineData("❤\uFE0F")]
    [InlineData("1\uFE0F\u20E3 #\uFE0F\u20E3 *\uFE0F\u20E3")]
    [InlineData("🇩🇪🇫🇷")]
    [InlineData("🏴\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F")]
    [InlineData("👍🏽")]
    public void An_emoji_is_read_with_the_invisible_characters_that_it_is_spelled_with(string text) =>
        Assert.Equal(CharacterError.None, Find(text));

    [Theory]
    [InlineData("👩\u200D")]
    [InlineData("\u200D🚀")]
    [InlineData("👩\u200D🚀\u200D👩")]
    [InlineData("🐕\u200D🚀")]
    [InlineData("👩🏻\u200D🤝\u200D👩🏻")]
    [InlineData("👩\u200D\u200D🚀")]
    [InlineData("a\uFE0F")]
    [InlineData("\uFE0F❤")]
    [InlineData("❤\uFE0F\uFE0F")]
    [InlineData("❤\uFE0E")]
    [InlineData("👩\u200D❤\u200D👩")]
    [InlineData("😀\uFE0F")]
    [InlineData("é\uFE0F")]
    [InlineData("🏴\U000E0067\U000E0062\U000E007F")]
    [InlineData("🏴\U000E0067")]
    [InlineData("\U000E0067")]
    public void Elsewhere_what_emoji_are_spelled_with_is_invisible(string text) =>
        Assert.Equal(CharacterError.Invisible, Find(text));

    [Theory]
    [InlineData("a\uE000\u200B", "Unknown")]
    [InlineData("\u200B\uE000", "Invisible")]
    [InlineData("👩\u200D🚀\uE000", "Unknown")]
    public void The_first_fault_is_told(string text, string expected) => Assert.Equal(expected, Find(text).ToString());

    [Fact]
    public void A_hundred_thousand_joiners_and_marks_take_no_longer_than_other_text()
    {
        var marks = "ب" + string.Concat(Enumerable.Repeat("\u064E", 100_000));

        Assert.Equal(CharacterError.None, Find(string.Concat(Enumerable.Repeat("ب\u200C", 100_000)) + "ب"));
        Assert.Equal(CharacterError.None, Find(marks + "\u200C" + marks));
        Assert.Equal(CharacterError.Invisible, Find(marks + "\u200C" + marks[1..]));
        Assert.Equal(CharacterError.None, Find(string.Concat(Enumerable.Repeat("👩\u200D🚀", 30_000))));
    }

    private static CharacterError Find(string text) => VisibleText.FindError(Encoding.UTF8.GetBytes(text));
}
