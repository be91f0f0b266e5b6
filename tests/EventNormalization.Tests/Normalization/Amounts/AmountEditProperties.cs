using System.Linq;
using System.Text;
using EventNormalization.Normalization;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace EventNormalization.Tests.Normalization.Amounts;

/// <summary>A text that was cut or mistyped is refused, unless it is a full form again.</summary>
public class AmountEditProperties
{
    private const int Cases = 20_000;

    private static readonly AmountParser Parser = new();

    [Law(Cases)]
    public Property What_is_read_after_an_edit_is_a_full_form_with_the_value_that_it_says() =>
        Prop.ForAll(AmountEdits.Edited.ToArbitrary(), IsRefusedOrFullForm);

    [Law(Cases)]
    public Property What_is_read_before_an_edit_is_a_full_form_with_the_value_that_it_says() =>
        Prop.ForAll(AmountEdits.Printed.ToArbitrary(), IsRefusedOrFullForm);

    [Fact]
    public void Most_printed_forms_are_read_and_most_edits_are_noticed()
    {
        var printed = AmountEdits.Printed.Sample(2_000, 1).Count(text => Read(text) is not null);
        var edited = AmountEdits.Edited.Sample(2_000, 1).Count(text => Read(text) is not null);

        Assert.InRange(printed, 1_000, 2_000);
        Assert.InRange(edited, 200, printed - 200);
    }

    [Theory]
    [InlineData("50-EUR")]
    [InlineData("50- EUR")]
    [InlineData("50 -EUR")]
    [InlineData("50\u2212€")]
    [InlineData("10-kr.")]
    [InlineData("7-zł")]
    [InlineData("1,000-$")]
    [InlineData("-50-")]
    [InlineData("50-60")]
    [InlineData("50-60 EUR")]
    [InlineData("(50 EUR")]
    [InlineData("50) EUR")]
    [InlineData("1,23 456 EUR")]
    [InlineData("1,00,0")]
    [InlineData("12.50 13.50 EUR")]
    [InlineData("50.- EUR")]
    [InlineData("50,-")]
    [InlineData("5 000,-")]
    [InlineData("EUR 5 USD")]
    public void A_slip_that_leaves_no_full_form_is_refused(string text) => Assert.Null(Read(text));

    private static bool IsRefusedOrFullForm(string text) =>
        Read(text) is not { } value || AmountForms.ValueOf(text.Trim()) == value;

    private static decimal? Read(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text.Trim());
        var result = Parser.Parse(new FieldInput(JsonKind.Text, utf8), ClientProfile.Default);
        return utf8.Length > 0 && result.IsSuccess ? result.Value : null;
    }
}
