using System;
using EventNormalization.Normalization;
using Xunit;

namespace EventNormalization.Tests.Normalization.Texts;

public sealed class SettingTextTests
{
    [Theory]
    [InlineData("client_A", "client_A", "client_a")]
    [InlineData(" Cafe\u0301 \u3000 Nord\t", "Café Nord", "café nord")]
    [InlineData("\uFEFFПРОДАЖИ\u00A0\u2003ЮГ", "ПРОДАЖИ ЮГ", "продажи юг")]
    [InlineData("J\u030C", "J\u030C", "\u01F0")]
    public void A_setting_is_the_value_that_the_field_would_have(string setting, string kept, string lower)
    {
        Assert.Equal(kept, SettingText.Canonical(setting, keepCase: true));
        Assert.Equal(lower, SettingText.Canonical(setting, keepCase: false));
    }

    [Theory]
    [InlineData("", "missing: a text")]
    [InlineData(" \u3000\uFEFF", "missing: a text")]
    [InlineData("a\u0000", "characters: text without control or invisible characters")]
    public void A_setting_that_no_field_can_have_is_refused(string setting, string expected) =>
        AssertRefused(setting, expected);

    [Fact]
    public void Half_a_surrogate_pair_in_a_setting_is_refused()
    {
        AssertRefused("\uD800", "characters: text without half a surrogate pair");
        AssertRefused("a\uDC00\uD800b", "characters: text without half a surrogate pair");
    }

    private static void AssertRefused(string setting, string expected)
    {
        var failure = SettingText.FindRefused(setting, keepCase: true, out var canonical);

        Assert.Equal(expected, $"{failure?.Problem}: {failure?.Expected}");
        Assert.Equal("", canonical);
        Assert.Throws<ArgumentException>(() => SettingText.Canonical(setting, keepCase: true));
    }
}
