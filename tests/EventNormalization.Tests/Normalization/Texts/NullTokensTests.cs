using System;
using System.Text;
using EventNormalization.Normalization;
using Xunit;

namespace EventNormalization.Tests.Normalization.Texts;

public sealed class NullTokensTests
{
    private static readonly NullTokens Tokens = new(
        ["N/A", "-", "нет данных", "Ré\u0323ien", "\u00C9té", "keine", "无"]);

    [Theory]
    [InlineData("N/A")]
    [InlineData("n/a")]
    [InlineData("-")]
    [InlineData("НЕТ ДАННЫХ")]
    [InlineData("Нет \u3000 данных")]
    [InlineData("RE\u0323\u0301IEN")]
    [InlineData("e\u0301te\u0301")]
    [InlineData("E\u0301TÉ")]
    [InlineData("\u212AEINE")]
    [InlineData("无")]
    public void A_token_is_found_in_any_letter_case_form_and_width_of_blanks(string text)
    {
        Assert.True(IsToken(text));
        Assert.True(Tokens.MayBeginWith(Encoding.UTF8.GetBytes(text)[0]));
    }

    [Theory]
    [InlineData("N/AA")]
    [InlineData("--")]
    [InlineData("нетданных")]
    [InlineData("ete")]
    [InlineData("kein")]
    [InlineData("ok")]
    public void Another_text_is_none(string text) => Assert.False(IsToken(text));

    [Theory]
    [InlineData("£0", true)]
    [InlineData("0 eur", true)]
    [InlineData("E\u0301T\u00C9 2", true)]
    [InlineData("£1", false)]
    [InlineData("été", false)]
    public void A_token_may_have_digits(string text, bool isToken) =>
        Assert.Equal(isToken, new NullTokens(["£0", "0 EUR", "\u00C9té 2"]).Contains(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_text_of_any_length_is_compared_without_fault()
    {
        Assert.False(IsToken(new string('é', 100_000)));
        Assert.False(IsToken("n/" + new string('\u3000', 100_000) + "a"));
        Assert.True(IsToken("нет" + new string('\u3000', 100_000) + "данных"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\u3000")]
    [InlineData("a\u200Bb")]
    public void A_token_that_can_never_be_found_is_refused(string token) =>
        Assert.Throws<ArgumentException>(() => new NullTokens([token]));

    [Fact]
    public void Half_a_surrogate_pair_is_no_token() =>
        Assert.Throws<ArgumentException>(() => new NullTokens(["\uD800"]));

    private static bool IsToken(string text) => Tokens.Contains(Encoding.UTF8.GetBytes(text));
}
