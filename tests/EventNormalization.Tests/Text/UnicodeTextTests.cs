using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using EventNormalization.Tests.Normalization.Timestamps;
using EventNormalization.Text;
using Xunit;
using Xunit.Abstractions;

namespace EventNormalization.Tests.Text;

public sealed class UnicodeTextTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("", "")]
    [InlineData(" \t\r\n\u00A0", "")]
    [InlineData("a", "a")]
    [InlineData(" a b ", "a b")]
    [InlineData("\u00A0\ta\u00A0b\r\n\u00A0", "a\u00A0b")]
    [InlineData("à", "à")]
    [InlineData("\u2003a\u2003", "a")]
    [InlineData("\u0000a\u000B", "\u0000a")]
    [InlineData("\uFEFF\u3000a\uFEFF\u1680\u2029", "a")]
    [InlineData("\u200Ba\u2060", "\u200Ba\u2060")]
    [InlineData("\u2800a\u180E", "\u2800a\u180E")]
    public void White_space_is_trimmed_and_nothing_else(string text, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(UnicodeText.Trim(Encoding.UTF8.GetBytes(text))));

    [Theory]
    [InlineData("client_A", "client_A")]
    [InlineData("Zürich", "Zürich")]
    [InlineData("Zu\u0308rich", "Zürich")]
    [InlineData("\u212B", "\u00C5")]
    [InlineData("\u1E9B\u0323", "\u1E9B\u0323")]
    [InlineData("q\u0307\u0323", "q\u0323\u0307")]
    [InlineData("a\u0323\u0302", "\u1EAD")]
    [InlineData("a\u0302\u0323", "\u1EAD")]
    [InlineData("\u0958", "\u0915\u093C")]
    [InlineData("\u0344", "\u0308\u0301")]
    [InlineData("\u0301a", "\u0301a")]
    [InlineData("\u1112\u1161\u11AB\u1100\u116E\u11A8", "\uD55C\uAD6D")]
    [InlineData("\uAC00\u11A7\u11A8", "\uAC00\u11A7\u11A8")]
    [InlineData("\U0001D15E", "\U0001D157\U0001D165")]
    [InlineData("\U00011131\U00011127", "\U0001112E")]
    [InlineData("\uFB01", "\uFB01")]
    [InlineData("\u0061\u0315\u0300\u05AE\u0300\u0062", "\u00E0\u05AE\u0300\u0315b")]
    public void Text_is_composed(string text, string expected) =>
        Assert.Equal(expected, UnicodeTexts.ToNfc(text));

    [Theory]
    [InlineData("Sales.EU-1", "sales.eu-1")]
    [InlineData("ÄÖÜ\u1E9E", "äöüß")]
    [InlineData("ΟΔΥΣΣΕΥΣ", "οδυσσευσ")]
    [InlineData("I\u0130\u0131", "i\u0130\u0131")]
    [InlineData("ПРОДАЖИ", "продажи")]
    [InlineData("\u023A", "\u2C65")]
    [InlineData("\U00010400", "\U00010428")]
    [InlineData("\u01C5\u2167\u24B6", "\u01C6\u2177\u24D0")]
    [InlineData("漢字 👍", "漢字 👍")]
    public void Each_character_becomes_its_small_letter(string text, string expected) =>
        Assert.Equal(expected, UnicodeTexts.ToLower(text));

    [Fact]
    public void Every_table_is_of_the_stated_version()
    {
        Assert.Equal(
            Enumerable.Repeat(UnicodeText.UnicodeVersion, 8),
            [
                CombiningClassTable.UnicodeVersion, LowerCaseTable.UnicodeVersion, InvisibleTable.UnicodeVersion,
                UnknownTable.UnicodeVersion, JoinedTable.UnicodeVersion, EmojiVariationTable.UnicodeVersion,
                EmojiSequenceTable.UnicodeVersion, AssignedTable.UnicodeVersion,
            ]);
    }

    // The hash was taken where the ICU inside Node, of the version of the tables, gave the same. It holds on every
    // host: dotnet test -p:InvariantGlobalization=true --filter UnicodeTextTests runs it where no ICU is loaded.
    [Fact]
    public void Every_character_and_every_pair_has_the_same_forms_on_every_host() =>
        Assert.Equal("9d35ed84e189e5f92758d2ff6ddf7c190d63ce0f34e79fada7ef9f1ceeaeb8f3", HashOfForms());

    [ToolFact("node")]
    public void Every_character_and_every_pair_has_the_forms_that_an_ICU_of_the_stated_version_gives()
    {
        var printed = PrintedByNode("unicode-forms.mjs", string.Join(' ', UnicodeTexts.Pairs)).Split(' ');

        if (UnicodeText.UnicodeVersion != printed[0] + ".0")
        {
            output.WriteLine($"Not compared: the ICU inside Node is of Unicode {printed[0]}.");
            return;
        }

        Assert.Equal(HashOfForms(), printed[1]);
    }

    // The host's own normalization takes seconds for these texts, so what must come out is written here.
    [Fact]
    public void A_hundred_thousand_marks_are_put_in_order()
    {
        var text = "a" + Repeat("\u0315\u0300\u05AE", 33_333) + "b";

        var expected = "\u00E0" + Repeat("\u05AE", 33_333) + Repeat("\u0300", 33_332) + Repeat("\u0315", 33_333) + "b";
        Assert.Equal(expected, UnicodeTexts.ToNfc(text));
    }

    [Fact]
    public void A_hundred_thousand_characters_that_may_compose_are_composed()
    {
        var text = "a" + Repeat("\u0344", 50_000) + Repeat("\u1100\u1161\u11A8\u11A8", 25_000);

        var expected = "\u00E4\u0301" + Repeat("\u0308\u0301", 49_999) + Repeat("\uAC01\u11A8", 25_000);
        Assert.Equal(expected, UnicodeTexts.ToNfc(text));
    }

    [Fact]
    public void Text_is_written_without_allocation()
    {
        var text = "Zu\u0308RICH ПРОДАЖИ 한국어 client_A"u8.ToArray();
        var destination = new byte[3 * text.Length];
        UnicodeText.ToLower(text, destination);
        UnicodeText.ToNfc(text, destination);

        var before = GC.GetAllocatedBytesForCurrentThread();
        UnicodeText.ToLower(text, destination);
        UnicodeText.ToNfc(text, destination);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
    }

    [Fact]
    public void Bytes_that_are_no_text_throw_nothing()
    {
        byte[] bytes = [0xCC, 0x80, 0xC3, 0xFF, 0x80, (byte)'A', 0xE2, 0x82, 0xCC, 0xF0, 0x9F];
        var destination = new byte[3 * bytes.Length];

        for (var start = 0; start < bytes.Length; start++)
        {
            UnicodeText.ToNfc(bytes.AsSpan(start), destination);
            UnicodeText.ToLower(bytes.AsSpan(start), destination);
            Assert.Equal(CharacterError.None, VisibleText.FindError(bytes.AsSpan(start)));
            UnicodeText.Trim(bytes.AsSpan(start));
            UnicodeText.FoldWhiteSpace(bytes.AsSpan(start), destination);
        }
    }

    private static string PrintedByNode(string script, string argument)
    {
        var path = Path.Combine(Repository.Root, "tests", "EventNormalization.Tests", "Text", script);
        var start = new ProcessStartInfo("node", [path, argument]) { RedirectStandardOutput = true };
        using var node = Process.Start(start)!;
        var printed = node.StandardOutput.ReadToEndAsync();
        if (!printed.Wait(TimeSpan.FromMinutes(1)))
        {
            node.Kill();
            throw new TimeoutException("Node printed nothing for a minute.");
        }

        return printed.Result.TrimEnd();
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static string HashOfForms()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var character = 0; character <= 0x10FFFF; character++)
        {
            if (Rune.IsValid(character))
            {
                AppendForms(hash, char.ConvertFromUtf32(character));
            }
        }

        foreach (var pair in UnicodeTexts.Pairs)
        {
            AppendForms(hash, pair);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void AppendForms(IncrementalHash hash, string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        Span<byte> forms = stackalloc byte[64];
        var length = UnicodeText.ToNfc(utf8, forms);
        forms[length++] = 0xFF;
        length += UnicodeText.ToLower(utf8, forms[length..]);
        forms[length++] = (byte)(0xFC + (int)VisibleText.FindError(utf8));
        hash.AppendData(forms[..length]);
    }
}
