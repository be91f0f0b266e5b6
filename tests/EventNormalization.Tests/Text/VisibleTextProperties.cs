using System.Linq;
using System.Text;
using EventNormalization.Text;
using FsCheck;
using FsCheck.Fluent;

namespace EventNormalization.Tests.Text;

public sealed class VisibleTextProperties
{
    private static readonly string[] Spelled =
    [
        "\u200C", "\u200D", "\uFE0F", "\u20E3", "👩", "🚀", "👩\u200D🚀", "🏻", "🏿", "❤", "❤\uFE0F", "♂", "↔", "\u0338", "1",
        "#",
        "ب", "ا", "ک", "آ", "\u0653", "\u064E", "क", "\u0958", "\u093C", "\u094D", "ষ", "\u09CB", "ශ", "\u0DCA", "a",
        " ",
    ];

    [Law(20_000)]
    public Property Texts_that_are_canonically_equivalent_have_the_same_fault() =>
        Prop.ForAll(Texts().ToArbitrary(), text =>
            Find(text) == Find(text.Normalize()) && Find(text) == Find(text.Normalize(NormalizationForm.FormD)));

    [Law(5_000)]
    public Property Blanks_between_texts_leave_their_faults_as_they_are() =>
        Prop.ForAll(Texts().ToArbitrary(), Texts().ToArbitrary(), (left, right) =>
            Find(left + " " + right) == new[] { Find(left), Find(right) }.FirstOrDefault(fault => fault != default));

    private static Gen<string> Texts() =>
        Gen.ArrayOf(Gen.Elements(Spelled)).Select(parts => string.Concat(parts.Take(12)));

    private static CharacterError Find(string text) => VisibleText.FindError(Encoding.UTF8.GetBytes(text));
}
