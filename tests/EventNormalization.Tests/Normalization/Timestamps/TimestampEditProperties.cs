using System.Globalization;
using System.Linq;
using System.Text;
using EventNormalization.Normalization;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Normalization.Timestamps;

/// <summary>What becomes of a printed instant that was cut, or in which a character changed.</summary>
public class TimestampEditProperties
{
    private const long Second = 1_000_000_000;
    private const long Millisecond = 1_000_000;

    private static readonly PrintedForm[] Forms =
    [
        .. TimestampProperties.AllYears,
        .. TimestampProperties.GregorianYears,
        .. TimestampProperties.ShortYears,
        .. TimestampProperties.Epochs,
        PrintedForm.OfPattern("HH':'mm':'ss' 'MMM' 'dd', 'uuuu' UTC'", Second),
        PrintedForm.OfPattern("HH':'mm':'ss.fff' UTC 'ddd' 'MMM' 'dd' 'uuuu", Millisecond),
        PrintedForm.OfPattern("ddMMMyy':'HH':'mm':'ss", Second),
        PrintedForm.OfPattern("MMM'-'dd'-'yy' 'HH':'mm':'ss' UTC'", Second),
        PrintedForm.OfPattern("MMM' 'dd', 'uuuu' @ 'HH':'mm':'ss.fff", Millisecond),
        PrintedForm.OfPattern("uuuu':'MM':'dd'-'HH':'mm':'ss", Second),
        PrintedForm.OfPattern("uuuuMMddHHmm'Z'", 60 * Second),
        PrintedForm.OfPattern("uuuuMMddHHmmss'+0000'", Second),
        PrintedForm.OfPattern("uuuu'-'MM'-'dd' 'HH':'mm':'ss' -0500'", Second),
        PrintedForm.OfPattern("ddd', 'dd' 'MMM' 'uuuu' 'HH':'mm':'ss' EST'", Second),
        PrintedForm.OfPattern("uuuu'-'MM'-'dd'+02:00'", 86_400 * Second),
    ];

    // After every instant that is printed here.
    private static readonly Instant LastReceipt = Instant.FromUtc(2050, 1, 1, 0, 0);

    // The usual seed is fixed, since the judge is written by hand and a new edit may be one that it does not know yet.
    [Law(20_000, Usual = "(10975257064840476594,2632724662284027605)")]
    public Property What_is_accepted_after_an_edit_is_the_same_instant_or_spells_another_in_full() =>
        Prop.ForAll(Edits().ToArbitrary(), edited => IsSameOrFull(edited.Text, edited.Value));

    [Fact]
    public void What_is_accepted_of_a_text_that_was_cut_is_the_same_instant_or_spells_another_in_full()
    {
        var values = Instants.Seeded(40, seed: 20_260_101).Where(value => value.InUtc().Year < 2050);
        foreach (var value in values)
        {
            foreach (var form in Forms)
            {
                var shown = form.Cut(value);
                var text = form.Print(shown);
                for (var length = 1; length < text.Length; length++)
                {
                    IsSameOrFull(text[..length], shown);
                    IsSameOrFull(text[^length..], shown);
                }
            }
        }
    }

    [Theory]
    [InlineData("2021-03-09T14:05:06Z", true)]
    [InlineData("Tue, 9 Mar 2021 09:05:06 -0500 (EST)", true)]
    [InlineData("14:05:06 March 9th, 2021", true)]
    [InlineData("1615298706", true)]
    [InlineData("1.615298706E9", true)]
    [InlineData("2021-03-09T14:05:6", false)]
    [InlineData("2021-03-09T14:05", false)]
    [InlineData("2021-03-09T15:05:06Z", false)]
    [InlineData("2021-03-09T14:05:06Z x", false)]
    [InlineData("161529870", false)]
    public void The_judge_knows_a_full_spelling_from_another_text(string text, bool isFull) =>
        Assert.Equal(isFull, FullForms.Spell(text, Instant.FromUtc(2021, 3, 9, 14, 5, 6)));

    private static Gen<(string Text, Instant Value)> Edits() =>
        from form in Gen.Elements(Forms)
        from value in Instants.Between(Instant.FromUtc(2001, 9, 10, 0, 0), Instant.FromUtc(2049, 12, 1, 0, 0))
        from place in Gen.Choose(0, 1000)
        from character in Gen.Elements("0123456789-/.:+, TZtzW()[]@aPM'eE年".ToCharArray())
        from edit in Gen.Choose(0, 5)
        let shown = form.Cut(value)
        select (Edit(form.Print(shown), place, character, edit), shown);

    private static string Edit(string text, int place, char character, int edit)
    {
        var at = place % text.Length;
        return edit switch
        {
            0 => text[..at],
            1 => text.Remove(at, 1),
            2 => text.Insert(at, character.ToString()),
            3 => text.Remove(at, 1).Insert(at, character.ToString()),
            4 => text.Insert(at, text[at].ToString()),
            _ => at + 1 < text.Length ? text[..at] + text[at + 1] + text[at] + text[(at + 2)..] : text[1..],
        };
    }

    private static void IsSameOrFull(string text, Instant original)
    {
        if (text.Trim().Length == 0)
        {
            return;
        }

        var result = new TimestampParser().Parse(
            new FieldInput(JsonKind.Text, Encoding.UTF8.GetBytes(text.Trim())), ClientProfile.Default);

        // What the reader refuses as implausible, such as "@20310707" of 1970, is accepted by nobody.
        var plausible = ClientProfile.Default.Timestamp.PlausibleRange;
        if (result.IsSuccess && result.Value != original && plausible.Contains(result.Value, LastReceipt))
        {
            Assert.True(
                FullForms.Spell(text, result.Value),
                string.Create(CultureInfo.InvariantCulture, $"\"{text}\" was read as {result.Value}"));
        }
    }
}
